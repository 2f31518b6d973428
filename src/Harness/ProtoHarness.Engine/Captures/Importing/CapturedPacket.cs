namespace ProtoHarness.Engine.Captures;

/// <summary>One packet of a capture.</summary>
/// <param name="Nanoseconds">When, since 1970-01-01 UTC.</param>
/// <param name="LinkType">What it begins with: a number of the registry of link types (draft-ietf-opsawg-pcaplinktype).</param>
/// <param name="Bytes">What was kept of it.</param>
/// <param name="Length">How long it was on the wire.</param>
readonly record struct CapturedPacket(ulong Nanoseconds, int LinkType, ReadOnlyMemory<byte> Bytes, uint Length)
{
    /// <summary>Whether the capture kept only its beginning.</summary>
    public bool IsCut => Bytes.Length < Length;
}
