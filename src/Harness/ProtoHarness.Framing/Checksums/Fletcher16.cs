namespace ProtoHarness.Framing.Checksums;

/// <summary>Fletcher-16, modulo 255: the second sum in the high byte.</summary>
struct Fletcher16 : IRunningChecksum
{
    // The most bytes before the second sum could overflow 32 bits.
    const int Stride = 5802;

    uint _first;
    uint _second;

    public readonly ulong Value => (_second << 8) | _first;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(Stride, bytes.Length)];
            foreach (var value in part)
            {
                _first += value;
                _second += _first;
            }

            _first %= 255;
            _second %= 255;
            bytes = bytes[part.Length..];
        }
    }
}
