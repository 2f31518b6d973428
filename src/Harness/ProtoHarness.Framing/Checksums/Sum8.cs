namespace ProtoHarness.Framing.Checksums;

/// <summary>The sum of all bytes modulo 256.</summary>
struct Sum8 : IRunningChecksum
{
    byte _sum;

    public readonly ulong Value => _sum;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in bytes)
        {
            _sum += part;
        }
    }
}
