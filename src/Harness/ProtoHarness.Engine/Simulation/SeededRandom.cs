namespace ProtoHarness.Engine.Simulation;

/// <summary>SplitMix64: the same numbers from the same seed on every version of .NET, and a start that costs nothing.</summary>
sealed class SeededRandom(ulong seed) : Random
{
    ulong _state = seed;

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public override int Next() => (int)(NextULong() >> 33) & int.MaxValue - 1;

    public override int Next(int maxValue) => maxValue <= 1 ? 0 : (int)(((NextULong() >> 32) * (ulong)maxValue) >> 32);

    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    public override long NextInt64() => (long)(NextULong() >> 1);

    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxValue, minValue);
        var range = (ulong)maxValue - (ulong)minValue;
        return range == 0 ? minValue : (long)((ulong)minValue + (NextULong() % range));
    }

    public override double NextDouble() => (NextULong() >> 11) * (1.0 / (1UL << 53));

    public override float NextSingle() => (float)NextDouble();

    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        for (; buffer.Length >= sizeof(ulong); buffer = buffer[sizeof(ulong)..])
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(buffer, NextULong());
        }

        for (var rest = NextULong(); buffer.Length > 0; buffer = buffer[1..], rest >>= 8)
        {
            buffer[0] = (byte)rest;
        }
    }

    protected override double Sample() => NextDouble();

    ulong NextULong() => Mix(_state += 0x9E3779B97F4A7C15UL);
}
