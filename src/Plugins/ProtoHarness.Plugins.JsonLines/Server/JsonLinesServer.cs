using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>
/// Answers requests, several of one connection at once, in the order in which they are done. A bad line is refused by an answer and harms no other.
/// Disposal is graceful: what was read is answered.
/// </summary>
/// <param name="handler">Makes the answer's value of a request; called for several requests at once.</param>
/// <param name="options">The limits.</param>
public sealed class JsonLinesServer(Func<JsonRequest, RoleContext, CancellationToken, ValueTask<string>> handler, JsonLinesServerOptions options) : IProtocolServer
{
    readonly CancellationTokenSource _stopping = new();
    readonly Lock _gate = new();
    readonly List<Task> _serving = [];

    /// <inheritdoc/>
    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var serving = new ServedConnection(connection, context, handler, options, ended, _stopping.Token).RunAsync();
        lock (_gate)
        {
            _serving.Add(serving);
        }

        try
        {
            await serving;
        }
        finally
        {
            lock (_gate)
            {
                _serving.Remove(serving);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _stopping.Cancel();
        Task[] serving;
        lock (_gate)
        {
            serving = [.. _serving];
        }

        foreach (var connection in serving)
        {
            // Its own caller hears of its errors.
            await Task.WhenAny(connection);
        }

        _stopping.Dispose();
    }
}
