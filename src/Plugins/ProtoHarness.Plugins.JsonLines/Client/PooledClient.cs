namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A client in a pool: closing it tells the server so, and waits a while for the server's end.</summary>
sealed class PooledClient(JsonLinesClient client, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public JsonLinesClient Client => client;

    public async ValueTask DisposeAsync()
    {
        using (var limit = new CancellationTokenSource(Patience, time))
        {
            try
            {
                await client.CompleteAsync(limit.Token);
            }
            catch (Exception e) when (e is ConnectionLostException or OperationCanceledException)
            {
                // Nobody waits for an answer any more: what was lost is nobody's.
            }
        }

        await client.DisposeAsync();
    }
}
