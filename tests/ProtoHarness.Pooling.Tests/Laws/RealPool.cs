using ProtoHarness.Pooling.Core;
using ProtoHarness.Testing.Schedules;

namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>The pool itself, its steps under the schedule.</summary>
sealed class RealPool(ScheduleRun run, ThingServer server, ConnectionPoolOptions options) : IPoolSubject
{
    readonly ConnectionPool<Thing> _pool = new(server.Connect, options with { TimeProvider = run.Clock }, null, new Points(run));

    public int Open => _pool.Statistics.Open;

    internal static RealPool Of(ScheduleRun run, ThingServer server, PoolSettings settings) => new(run, server, new()
    {
        MaxOpen = settings.MaxOpen,
        RentTimeout = Timeout.InfiniteTimeSpan,
        MaxLifetime = settings.MaxLifetime,
        ConnectTimeout = Timeout.InfiniteTimeSpan,
    });

    public async Task<Held> Rent(CancellationToken cancellationToken)
    {
        var lease = await _pool.RentAsync(cancellationToken);
        return new(lease.Connection, lease);
    }

    public Task<bool> Return(Held held, bool broken)
    {
        var lease = (PoolLease<Thing>)held.Lease;
        try
        {
            if (broken)
                lease.MarkBroken();
            lease.Dispose();
            return Task.FromResult(true);
        }
        catch (LeaseMisuseException)
        {
            return Task.FromResult(false);
        }
    }

    public Task Close() => _pool.CloseAsync(PoolShutdown.Graceful);

    sealed class Points(ScheduleRun run) : IPoolPoints
    {
        public void Point(string name) => run.Point(name);

        public void Queue(Action<object> work, object state) => run.Queue(work, state, "pool");
    }
}
