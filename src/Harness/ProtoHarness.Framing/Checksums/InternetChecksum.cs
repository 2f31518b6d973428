namespace ProtoHarness.Framing.Checksums;

/// <summary>The Internet checksum (RFC 1071). An odd last byte counts as if a zero byte followed.</summary>
struct InternetChecksum : IRunningChecksum
{
    ulong _sum;
    bool _odd;

    public readonly ulong Value
    {
        get
        {
            var sum = _sum;
            while (sum >> 16 != 0)
            {
                sum = (sum & 0xFFFF) + (sum >> 16);
            }

            return (ushort)~sum;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in bytes)
        {
            _sum += _odd ? part : (ulong)part << 8;
            _odd = !_odd;
        }
    }
}
