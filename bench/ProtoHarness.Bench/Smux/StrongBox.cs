namespace ProtoHarness.Bench.Smux;

/// <summary>A count that several callers take from.</summary>
sealed class StrongBox(long value)
{
    long _value = value;

    internal bool TryTake() => Interlocked.Decrement(ref _value) >= 0;
}
