using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>A slot of the core with its connection and its pool.</summary>
sealed class LeasedSlot<T>(ConnectionPool<T> pool) : PoolSlot
    where T : notnull
{
    internal ConnectionPool<T> Pool { get; } = pool;

    internal T? Connection { get; set; }

    /// <summary>Through whom the lease that stands now was got, if its renter had to wait: put here by the holder, taken at the return.</summary>
    internal PoolWaiter<T>? Waiter { get; set; }
}
