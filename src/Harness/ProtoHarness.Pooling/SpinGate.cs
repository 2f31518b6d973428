using System.Runtime.CompilerServices;

namespace ProtoHarness.Pooling;

/// <summary>
/// The lock around the core. Held for some ten nanoseconds and never while anything of the user's runs, so whoever finds it held is better
/// off trying again than going to sleep; entering and leaving cost a third of what <see cref="Lock"/> costs.
/// </summary>
struct SpinGate
{
    int _held;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
            EnterSlowly();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit() => Volatile.Write(ref _held, 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    void EnterSlowly()
    {
        var spin = default(SpinWait);
        do
        {
            // Yields the processor when the holder was interrupted, but never sleeps a whole millisecond for ten nanoseconds of work.
            spin.SpinOnce(sleep1Threshold: -1);
        }
        while (Volatile.Read(ref _held) != 0 || Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }
}
