using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Bench.Codecs;

public enum Command : byte
{
    Open,
    Close,
    Push,
}

/// <summary>A length and a payload.</summary>
[Frame(MaxLength = 16_777_220)]
public readonly partial record struct Prefixed([LengthPrefixed(LengthPrefix.U32)] ReadOnlySequence<byte> Payload);

/// <summary>Eight bytes of header and a payload.</summary>
[Frame(ByteOrder.LittleEndian, MaxLength = 65_543)]
public readonly partial record struct Header(
    [Const(1)] byte Version, Command Command, [LengthOf(nameof(Data))] ushort Length, uint StreamId, ReadOnlySequence<byte> Data);

/// <summary>Twelve fields of many kinds.</summary>
[Frame(MaxLength = 70_000)]
public readonly partial record struct Mixed(
    [Const(0x4D58)] ushort Magic,
    [Bits(4)] byte Version,
    [Bits(4)] byte Flags,
    Command Command,
    [Width(3)] uint Sequence,
    ulong Timestamp,
    int Temperature,
    double Ratio,
    [Limit(1000)] ushort Hops,
    [Endian(ByteOrder.LittleEndian)] uint Source,
    [LengthOf(nameof(Data))] ushort Length,
    ReadOnlySequence<byte> Data);
