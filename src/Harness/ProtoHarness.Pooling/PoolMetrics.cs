using System.Diagnostics.Metrics;

namespace ProtoHarness.Pooling;

/// <summary>The instruments of all pools, told apart by the tag <c>pool.name</c>.</summary>
/// <remarks>
/// <c>pool.connections</c> by <c>pool.state</c> (idle, used, coming) · <c>pool.waiters</c> · <c>pool.max_open</c> · <c>pool.opened</c> ·
/// <c>pool.open_failures</c> · <c>pool.closed</c> by <c>pool.reason</c> · <c>pool.close_failures</c> · <c>pool.timeouts</c> ·
/// <c>pool.misuses</c> · <c>pool.refused_after</c> in seconds. Nothing is measured for a renter who need not wait.
/// </remarks>
public static class PoolMetrics
{
    /// <summary>The name to listen to.</summary>
    public const string MeterName = "ProtoHarness.Pooling";

    static readonly Meter Meter = new(MeterName);
    static readonly Counter<long> OpenedCount = Meter.CreateCounter<long>("pool.opened", "{connection}");
    static readonly Counter<long> OpenFailures = Meter.CreateCounter<long>("pool.open_failures", "{attempt}");
    static readonly Counter<long> ClosedCount = Meter.CreateCounter<long>("pool.closed", "{connection}");
    static readonly Counter<long> CloseFailures = Meter.CreateCounter<long>("pool.close_failures", "{connection}");
    static readonly Counter<long> Timeouts = Meter.CreateCounter<long>("pool.timeouts", "{renter}");
    static readonly Counter<long> Misuses = Meter.CreateCounter<long>("pool.misuses", "{lease}");
    static readonly Histogram<double> RefusedAfter = Meter.CreateHistogram<double>("pool.refused_after", "s");

    // Weak, so that a pool that nobody closed can still be collected.
    static readonly Lock Gate = new();
    static readonly List<WeakReference<IPoolGauge>> Pools = [];
    static int _sweepAt = 64;

    static PoolMetrics()
    {
        Meter.CreateObservableUpDownCounter("pool.connections", Connections, "{connection}");
        Meter.CreateObservableUpDownCounter("pool.waiters", () => Read(static (_, now) => now.Waiting), "{renter}");
        Meter.CreateObservableUpDownCounter("pool.max_open", () => Read(static (options, _) => options.MaxOpen), "{connection}");
    }

    internal static void Register(IPoolGauge pool)
    {
        lock (Gate)
        {
            if (Pools.Count >= _sweepAt)
            {
                Pools.RemoveAll(entry => !entry.TryGetTarget(out _));
                _sweepAt = Math.Max(64, 2 * Pools.Count);
            }

            Pools.Add(new(pool));
        }
    }

    internal static void Unregister(IPoolGauge pool)
    {
        lock (Gate)
            Pools.RemoveAll(entry => !entry.TryGetTarget(out var other) || ReferenceEquals(other, pool));
    }

    internal static void Opened(string pool, bool succeeded) => (succeeded ? OpenedCount : OpenFailures).Add(1, Tag(pool));

    internal static void Closed(string pool, PoolCloseReason reason)
    {
        if (ClosedCount.Enabled)
            ClosedCount.Add(1, Tag(pool), new("pool.reason", reason.ToString()));
    }

    internal static void CloseFailed(string pool) => CloseFailures.Add(1, Tag(pool));

    internal static void TimedOut(string pool) => Timeouts.Add(1, Tag(pool));

    internal static void Misused(string pool) => Misuses.Add(1, Tag(pool));

    internal static void Refused(string pool, TimeSpan after) => RefusedAfter.Record(after.TotalSeconds, Tag(pool));

    static KeyValuePair<string, object?> Tag(string pool) => new("pool.name", pool);

    static IEnumerable<Measurement<int>> Connections()
    {
        foreach (var pool in Alive())
        {
            var (name, now) = (pool.Options.Name, pool.Statistics);
            yield return new(now.Idle, Tag(name), new("pool.state", "idle"));
            yield return new(now.Leased, Tag(name), new("pool.state", "used"));
            yield return new(now.Coming, Tag(name), new("pool.state", "coming"));
        }
    }

    static IEnumerable<Measurement<int>> Read(Func<ConnectionPoolOptions, PoolStatistics, int> value) =>
        Alive().Select(pool => new Measurement<int>(value(pool.Options, pool.Statistics), Tag(pool.Options.Name)));

    static List<IPoolGauge> Alive()
    {
        lock (Gate)
            return [.. Pools.Select(entry => entry.TryGetTarget(out var pool) ? pool : null).OfType<IPoolGauge>()];
    }
}
