using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>A slot of the core with its connection and its pool.</summary>
sealed class LeasedSlot<T>(ConnectionPool<T> pool) : PoolSlot
    where T : notnull
{
    internal ConnectionPool<T> Pool { get; } = pool;

    internal T? Connection { get; set; }
}
