using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Compares steps by what they say, their bytes included.</summary>
sealed class StepComparer : IEqualityComparer<SessionStep>
{
    const ulong Factor = 0x9E3779B97F4A7C15UL;

    /// <summary>The comparer.</summary>
    public static StepComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(SessionStep? x, SessionStep? y) => ReferenceEquals(x, y)
        || (x is not null && y is not null && x.Operation == y.Operation && x.Direction == y.Direction && x.Position == y.Position && x.Amount == y.Amount
            && x.Bytes.AsSpan().SequenceEqual(y.Bytes));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] SessionStep obj)
    {
        // Inputs are the fuzzer's own: nobody chooses them so that they collide.
        var hash = ((ulong)obj.Operation << 48) ^ ((ulong)obj.Direction << 40) ^ ((ulong)(uint)obj.Amount << 24) ^ (uint)obj.Position;
        var bytes = obj.Bytes.AsSpan();
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = BitOperations.RotateLeft((hash ^ BitConverter.ToUInt64(bytes)) * Factor, 29);
        }

        foreach (var b in bytes)
        {
            hash = BitOperations.RotateLeft((hash ^ b) * Factor, 29);
        }

        hash *= Factor;
        return (int)(hash >> 32);
    }
}
