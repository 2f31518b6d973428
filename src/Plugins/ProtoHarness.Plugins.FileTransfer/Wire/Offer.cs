using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What a sender says of a file or folder before it sends it (docs/wire/file-transfer.md, 3).</summary>
/// <param name="Kind">File or folder.</param>
/// <param name="Mode">The nine permission bits of Unix; 0 when the sender has none.</param>
/// <param name="Modified">When it was last changed, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Size">Its length in bytes; 0 for a folder.</param>
/// <param name="Digest">The SHA-256 of its content; zeros for a folder, and for a file whose digest comes with the finish.</param>
/// <param name="Path">Where it goes below the target folder, with <c>/</c> between names.</param>
[Frame(ByteOrder.BigEndian)]
public readonly partial record struct Offer(
    EntryKind Kind, ushort Mode, long Modified, ulong Size, [FixedLength(Offer.DigestLength)] ReadOnlyMemory<byte> Digest,
    [LengthPrefixed(LengthPrefix.U16), Limit(SafePath.MaxBytes)] string Path)
{
    /// <summary>The bytes of a SHA-256.</summary>
    public const int DigestLength = 32;

    /// <summary>Whether the digest comes with the finish.</summary>
    public bool IsDigestLate => Kind == EntryKind.File && !Digest.Span.ContainsAnyExcept((byte)0);
}
