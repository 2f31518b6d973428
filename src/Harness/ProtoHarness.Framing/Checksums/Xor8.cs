namespace ProtoHarness.Framing.Checksums;

/// <summary>All bytes combined by exclusive or.</summary>
struct Xor8 : IRunningChecksum
{
    byte _value;

    public readonly ulong Value => _value;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var part in bytes)
        {
            _value ^= part;
        }
    }
}
