using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>The box as a service: one case, all connections.</summary>
sealed class BoxService(BoxCase one, TimeProvider time) : IProtocolServer
{
    readonly BoxPki _pki = new(time.GetUtcNow());
    BoxProfile? _profile;
    int _connections;

    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var number = Interlocked.Increment(ref _connections) - 1;
        if (one.Script is { } script)
        {
            try
            {
                await script(new HostileContext(connection, _pki, context.Time, context.Random, context.Cancellation)).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // The client has had enough, as it should.
            }

            return;
        }

        await new BoxServer(_profile ??= one.Profile!(_pki), context.Random).ServeAsync(connection.Stream, number, context.Cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
