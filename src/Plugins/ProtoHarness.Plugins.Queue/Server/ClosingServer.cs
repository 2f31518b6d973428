using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Queue;

/// <summary>A server that begins its graceful shutdown when some jobs are done, while others wait and more come.</summary>
sealed class ClosingServer : IProtocolServer
{
    const int CloseAfter = 3;

    readonly QueueServer _server;
    int _done;

    public ClosingServer(RoleContext context, Func<Job, CancellationToken, ValueTask<uint>> work) =>
        _server = new QueueServer(context, QueueSettings.Server(context) with { KeepsLedger = false }, async (job, cancellationToken) =>
        {
            var sum = await work(job, cancellationToken);
            if (Interlocked.Increment(ref _done) == CloseAfter)
            {
                _server!.Close();
            }

            return sum;
        });

    public Task ServeAsync(IConnection connection, RoleContext context) => _server.ServeAsync(connection, context);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
