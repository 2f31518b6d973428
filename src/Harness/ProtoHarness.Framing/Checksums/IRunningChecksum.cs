namespace ProtoHarness.Framing.Checksums;

/// <summary>A checksum that is fed piece by piece. Start with the default value.</summary>
interface IRunningChecksum
{
    /// <summary>The checksum of all bytes so far.</summary>
    ulong Value { get; }

    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">The next bytes.</param>
    void Append(ReadOnlySpan<byte> bytes);
}
