using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>
/// The core with the gate around it and the waiters that can serve again. They are of one object because who enters the gate needs all of it, and
/// what lies together goes from one processor to another together.
/// </summary>
sealed class GatedCore<T>(PoolLimits limits, PoolSlot[] slots) : PoolCore(limits, slots)
    where T : notnull
{
    /// <summary>Entered before any event.</summary>
    internal SpinGate Gate;

    /// <summary>Within the gate: the first of the waiters that can serve again.</summary>
    internal PoolWaiter<T>? FreeWaiter;
}
