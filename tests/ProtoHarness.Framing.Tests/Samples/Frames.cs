using System.Buffers;
using System.Collections.Immutable;
using ProtoHarness.Framing;

namespace ProtoHarness.Framing.Tests.Samples;

public enum SmuxCommand : byte
{
    Syn,
    Fin,
    Push,
    Nop,
    Update,
}

[Closed]
public enum Colour : ushort
{
    Red = 1,
    Green = 0x0200,
    Blue = 0xFFFF,
}

/// <summary>The frame of the multiplexer. It is little-endian.</summary>
/// <param name="Version">The wire version.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = 65_543)]
public readonly partial record struct SmuxFrame(
    [Const(1)] byte Version, SmuxCommand Command, [LengthOf(nameof(Data))] ushort Length, uint StreamId, ReadOnlySequence<byte> Data);

/// <summary>Eight bytes of length, and as many bytes.</summary>
[Frame(MaxLength = 1_048_584)]
public readonly partial record struct LengthPrefixFrame([LengthPrefixed(LengthPrefix.U64)] ReadOnlySequence<byte> Payload);

/// <summary>Twelve fields of many kinds.</summary>
[Frame]
public readonly partial record struct MixedFrame(
    [Const(0x4D58)] ushort Magic,
    [Bits(3)] byte Version,
    [Bits(1)] bool Last,
    [Bits(12)] ushort Flags,
    sbyte Temperature,
    [Width(3)] uint Sequence,
    long Timestamp,
    double Ratio,
    Colour Colour,
    [LengthOf(nameof(Body))] uint Length,
    Guid16 Id,
    ReadOnlySequence<byte> Body);

[Frame]
public readonly partial record struct Guid16(ulong High, [Endian(ByteOrder.LittleEndian)] ulong Low);

[Frame(MaxLength = 4096)]
public sealed partial record Line([Delimited("\r\n")] string Text);

[Frame(MaxLength = 70_000)]
public sealed partial record Everything(
    [VarInt] uint Kind,
    [VarInt(ZigZag = true)] long Offset,
    [Bits(4)] byte High,
    [Bits(4)] sbyte Low,
    [LengthPrefixed(LengthPrefix.U8)] string Name,
    [LengthPrefixed(LengthPrefix.U24), Limit(300)] byte[] Blob,
    [FixedLength(4)] ReadOnlyMemory<byte> Four,
    [When(nameof(Kind), Mask = 1)] ushort? Odd,
    [When(nameof(Kind), Mask = 0xF0, Equal = 0x20), LengthPrefixed(LengthPrefix.VarInt)] string? Note,
    [CountOf(nameof(Points))] byte PointCount,
    Point[] Points,
    [LengthPrefixed(LengthPrefix.U16)] ImmutableArray<Colour> Colours,
    [FixedLength(3)] ReadOnlyMemory<int> Triple,
    [CountOf(nameof(Deltas))] ushort DeltaCount,
    [VarInt(ZigZag = true)] IReadOnlyList<int> Deltas,
    [Align(4)] uint Aligned,
    [Padding(Before = 2, After = 1)] byte Padded,
    Half Small,
    float Middle,
    [Delimited(";"), Text(TextEncoding.Ascii)] string Word,
    [Checksum(ChecksumAlgorithm.Crc32)] uint Crc);

[Frame]
public readonly partial record struct Point(short X, [Endian(ByteOrder.LittleEndian)] short Y);

public interface IBody;

[Frame]
public sealed partial record Ping() : IBody;

[Frame]
public sealed partial record Hello([LengthPrefixed(LengthPrefix.U8)] string Who, uint Age) : IBody;

[Frame]
public sealed partial record Raw([Remaining] ReadOnlySequence<byte> Bytes) : IBody;

[Frame]
public sealed partial record Tree(byte Value, [LengthPrefixed(LengthPrefix.U16)] Tree[] Children) : IBody;

public enum BodyKind : byte
{
    Hello = 1,
    Raw = 2,
    Tree = 7,
}

/// <summary>A header that measures itself.</summary>
[Frame(MaxLength = 5000)]
public sealed partial record Envelope(
    [Const("ENV")] string Magic,
    BodyKind Kind,
    [LengthOf(nameof(Id), To = nameof(Body), Adjust = 4)] ushort Length,
    [Width(5)] long Id,
    [Union(nameof(Kind)), Case(BodyKind.Hello, typeof(Hello)), Case(BodyKind.Raw, typeof(Raw)), Case(BodyKind.Tree, typeof(Tree))] IBody Body,
    [Checksum(ChecksumAlgorithm.Internet, From = nameof(Magic), To = nameof(Check))] ushort Check);
