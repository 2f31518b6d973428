using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>The one datagram of the protocol (docs/wire/datagram-echo.md, 1).</summary>
/// <param name="Magic">Tells it from what else may arrive on a port.</param>
/// <param name="Kind">Question or answer.</param>
/// <param name="Session">Chosen by the client at random: tells this exchange from an earlier one between the same two ports.</param>
/// <param name="Sequence">The message's number in the session, from 1.</param>
/// <param name="Payload">The message.</param>
/// <param name="Checksum">Over everything before it: UDP's own checksum may be off, and is weak.</param>
[Frame(ByteOrder.BigEndian, MaxLength = EchoDatagram.MaxPayload + EchoDatagram.Overhead)]
public readonly partial record struct EchoDatagram(
    [Const(0xDE)] byte Magic, EchoKind Kind, uint Session, uint Sequence,
    [LengthPrefixed(LengthPrefix.U16), Limit(EchoDatagram.MaxPayload)] ReadOnlyMemory<byte> Payload,
    [Checksum(ChecksumAlgorithm.Crc32C)] uint Checksum)
{
    /// <summary>The longest payload, in bytes: what fits a usual path without being split by IP.</summary>
    public const int MaxPayload = 1200;

    /// <summary>The bytes around the payload.</summary>
    public const int Overhead = 1 + 1 + 4 + 4 + 2 + 4;
}
