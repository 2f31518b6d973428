using System.Net;
using ProtoHarness.Plugins.Smux;
using ProtoHarness.Pooling;

namespace SmuxGateway;

/// <summary>A pool of ten sessions. A request has one to itself; those beyond ten wait their turn.</summary>
sealed class PooledSessions : IRandomSource
{
    const int Sessions = 10;

    readonly ConnectionPool<SmuxSession> _pool;

    public PooledSessions(IPEndPoint service) => _pool = new(
        cancellationToken => RandomNumbers.ConnectAsync(service, cancellationToken), new() { Name = "random", MaxOpen = Sessions },
        ping: static (session, _) => ValueTask.FromResult(!session.IsClosed));

    public async Task<ulong> NextAsync(CancellationToken cancellationToken)
    {
        await using var lease = await _pool.RentAsync(cancellationToken);
        try
        {
            return await RandomNumbers.AskAsync(lease.Connection, cancellationToken);
        }
        catch (IOException)
        {
            lease.MarkBroken();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
