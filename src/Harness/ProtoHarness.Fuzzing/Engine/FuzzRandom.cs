using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>A small fast generator (wyrand): the same seed, the same numbers, on every machine.</summary>
/// <param name="seed">The seed.</param>
public sealed class FuzzRandom(ulong seed)
{
    ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        _state += 0xA0761D6478BD642FUL;
        var high = Math.BigMul(_state, _state ^ 0xE7037ED1A0B428DBUL, out var low);
        return high ^ low;
    }

    /// <summary>A number from 0 up to, not including, a bound.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound) => (int)(((Next() >> 32) * (uint)bound) >> 32);

    /// <summary>True once in a number of times.</summary>
    /// <param name="times">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>Fills bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Fill(Span<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Next());
        }

        if (bytes.Length > 0)
        {
            var rest = Next();
            foreach (ref var b in bytes)
            {
                b = (byte)rest;
                rest >>= 8;
            }
        }
    }
}
