namespace ProtoHarness.Framing.Checksums;

/// <summary>Adler-32 (RFC 1950, section 8).</summary>
struct Adler32 : IRunningChecksum
{
    const uint Modulus = 65521;

    // The most bytes before the second sum could overflow 32 bits.
    const int Stride = 5552;

    // The first sum starts at 1, which is added at the end of it all, so that the default value is the right start.
    uint _first;
    uint _second;
    ulong _length;

    public readonly ulong Value
    {
        get
        {
            var second = (_second + (_length % Modulus)) % Modulus;
            return (second << 16) | ((_first + 1) % Modulus);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(Stride, bytes.Length)];
            foreach (var value in part)
            {
                _first += value;
                _second += _first;
            }

            _first %= Modulus;
            _second %= Modulus;
            bytes = bytes[part.Length..];
        }
    }
}
