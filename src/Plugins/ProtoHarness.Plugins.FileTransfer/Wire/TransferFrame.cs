using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>The one frame of both directions (docs/wire/file-transfer.md, 1).</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Id">Which offer it is about: they are counted from 1.</param>
/// <param name="Value">An offset, a count or a reason, by the kind.</param>
/// <param name="Body">Bytes of the file, an offer, or words.</param>
/// <param name="Checksum">Over everything before it, so that damage is found at the chunk and not at the end of the file.</param>
[Frame(ByteOrder.BigEndian, MaxLength = TransferFrame.MaxBody + TransferFrame.Overhead)]
public readonly partial record struct TransferFrame(
    TransferKind Kind, uint Id, ulong Value, [LengthPrefixed(LengthPrefix.U32), Limit(TransferFrame.MaxBody)] ReadOnlySequence<byte> Body,
    [Checksum(ChecksumAlgorithm.Crc32C)] uint Checksum)
{
    /// <summary>The longest body, in bytes: the largest chunk.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>The bytes before the body.</summary>
    public const int BodyOffset = 1 + 4 + 8 + 4;

    /// <summary>The bytes around the body.</summary>
    public const int Overhead = BodyOffset + 4;
}
