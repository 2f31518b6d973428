using ProtoHarness.Abstractions;
using ProtoHarness.Pooling;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>
/// Requests over a pool of connections, for servers that work on one request of a connection at a time: each request has a connection to itself, those beyond the
/// pool's <see cref="ConnectionPoolOptions.MaxOpen"/> wait their turn. A connection that was lost is replaced.
/// </summary>
/// <remarks>Safe for any number of callers at once.</remarks>
public sealed class JsonLinesClientPool : IAsyncDisposable
{
    readonly ConnectionPool<PooledClient> _pool;

    /// <summary>A pool without connections yet.</summary>
    /// <param name="connect">Opens a connection.</param>
    /// <param name="time">The clock of the deadlines and of the pool.</param>
    /// <param name="pool">The pool's settings.</param>
    /// <param name="options">The limits of each client.</param>
    public JsonLinesClientPool(Func<CancellationToken, ValueTask<IConnection>> connect, TimeProvider time, ConnectionPoolOptions pool, JsonLinesClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(connect);
        ArgumentNullException.ThrowIfNull(pool);
        _pool = new(
            async cancellationToken => new PooledClient(new JsonLinesClient(await connect(cancellationToken), time, options), time),
            pool with { TimeProvider = time },
            ping: static (pooled, _) => ValueTask.FromResult(!pooled.Client.HasEnded));
    }

    /// <summary>What the pool holds now.</summary>
    public PoolStatistics Statistics => _pool.Statistics;

    /// <summary>Asks, on a connection of its own.</summary>
    /// <param name="val">What to ask.</param>
    /// <param name="deadline">How long to wait for the answer once a connection is there; null for the options' deadline.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="PoolTimeoutException">No connection became available in time.</exception>
    /// <inheritdoc cref="JsonLinesClient.AskAsync(string, string, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<JsonAnswer> AskAsync(string val, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        await using var lease = await _pool.RentAsync(cancellationToken);
        try
        {
            return await lease.Connection.Client.AskAsync(val, deadline, cancellationToken);
        }
        catch (ConnectionLostException)
        {
            lease.MarkBroken();
            throw;
        }
    }

    /// <summary>Asks no more: who waits is served, then every connection is completed.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task CompleteAsync(CancellationToken cancellationToken = default) => _pool.CloseAsync(PoolShutdown.Graceful, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
