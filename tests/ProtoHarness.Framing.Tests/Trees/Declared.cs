using System.Buffers;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Framing.Tests.Trees;

[Frame(MaxLength = 3000)]
public sealed partial record Regions(
    byte Flags,
    [LengthOf(nameof(First), To = nameof(Last))] uint Outer,
    [Padding(Before = 1), When(nameof(Flags), Mask = 1)] ushort? First,
    [LengthOf(nameof(Inner), Adjust = 1)] byte InnerLength,
    [Align(4)] Point Inner,
    [When(nameof(Flags), Mask = 2), Align(4, After = true), LengthPrefixed(LengthPrefix.U8)] string? Middle,
    [LengthOf(nameof(Data))] ushort DataLength,
    [Limit(2, 200)] byte[] Data,
    [Remaining, Limit(9)] Point[] Last,
    [Checksum(ChecksumAlgorithm.Crc16Ccitt, From = nameof(First))] ushort Check);

[Frame(ByteOrder.LittleEndian, MaxLength = 400)]
public readonly partial record struct Bitty(
    [Bits(3)] byte A, [Bits(10)] ushort B, [Bits(3)] sbyte C,
    [Const(5), Bits(4)] byte Version, [Bits(1)] bool Fin, [Bits(11), LengthOf(nameof(Payload))] ushort Length,
    [Limit(10, 300)] ushort Bounded,
    [Padding(Before = 3)] bool Flag,
    [Limit(100)] ReadOnlyMemory<byte> Payload);

/// <summary>Reads a count of letters, and as many letters.</summary>
public sealed class Letters : IFieldConverter<string>
{
    public static FrameReadResult TryRead(in ReadOnlySequence<byte> input, out string value)
    {
        value = "";
        var bytes = input.ToArray();
        if (bytes.Length == 0)
        {
            return FrameReadResult.NeedMore(1);
        }

        if (bytes[0] > 9)
        {
            return FrameReadResult.Malformed(new(nameof(Converted), "Letters", FrameErrorKind.Custom, "at most nine letters"), 0);
        }

        if (bytes.Length <= bytes[0])
        {
            return FrameReadResult.NeedMore(bytes[0] + 1 - bytes.Length);
        }

        value = System.Text.Encoding.Latin1.GetString(bytes, 1, bytes[0]);
        return FrameReadResult.Complete(bytes[0] + 1);
    }

    public static int GetEncodedLength(string value) => value.Length + 1;

    public static void Write(string value, Span<byte> destination)
    {
        destination[0] = (byte)value.Length;
        System.Text.Encoding.Latin1.GetBytes(value, destination[1..]);
    }

    public static string Sample(ulong number) => new('x', (int)(number % 10));
}

[Frame(MaxLength = 500)]
public sealed partial record Converted(
    [Converter(typeof(Letters))] string Plain,
    [LengthOf(nameof(Measured))] byte Size,
    [Converter(typeof(Letters))] string Measured,
    [Converter(typeof(Letters)), LengthPrefixed(LengthPrefix.VarInt), Limit(6)] string Prefixed,
    [Converter(typeof(Letters)), Remaining] string Rest);

[Frame(MaxLength = 600)]
public sealed partial record Optionals(
    Colour Deciding,
    sbyte Signed,
    [CountOf(nameof(Items))] byte Count,
    [LengthOf(nameof(Blob))] byte Length,
    [When(nameof(Deciding), Equal = Colour.Green), Padding(Before = 1, After = 2)] uint? Word,
    [When(nameof(Signed), Equal = -1)] Point? Nested,
    [When(nameof(Signed), Mask = 0x40)] Point[]? Items,
    [When(nameof(Signed), Mask = 0x80)] byte[]? Blob,
    [When(nameof(Signed), Mask = 3, Equal = 1), Delimited("ab")] string? Line,
    [When(nameof(Signed), Mask = 2), Checksum(ChecksumAlgorithm.Sum8, From = nameof(Word), To = nameof(Tail))] byte? Sum,
    [VarInt, Limit(5, 70_000)] long Tail,
    [Checksum(ChecksumAlgorithm.Fletcher16)] ushort Whole);

[Frame(MaxLength = 200)]
public readonly partial record struct Datagram(
    [Const("DG")] string Magic, [Const([1, 2, 3])] ReadOnlyMemory<byte> Mark, [Const(300), VarInt] ulong Varied, ushort Id,
    [Remaining, Limit(1, 12)] Point[] Rest);

[Frame(MaxLength = 200)]
public sealed partial record Wrapped(
    [LengthOf(nameof(Inner))] byte Length, Datagram Inner, [LengthPrefixed(LengthPrefix.U16)] Line Line,
    [FixedLength(5), Text(TextEncoding.Ascii)] string Five);

[Frame(MaxLength = 300)]
public sealed partial record MaybeBody(
    byte Has,
    [Bits(4)] BodyKind Kind,
    [Bits(4)] byte More,
    [Union(nameof(Kind)), Case(BodyKind.Hello, typeof(Hello)), Case(BodyKind.Raw, typeof(Raw)),
     LengthPrefixed(LengthPrefix.VarInt)] IBody Body);

/// <summary>The frames that codec and schema are compared on.</summary>
static class Declared
{
    internal static IReadOnlyList<FrameCodec> All { get; } =
    [
        FrameCodec.Of<SmuxFrame>(), FrameCodec.Of<LengthPrefixFrame>(), FrameCodec.Of<MixedFrame>(), FrameCodec.Of<Line>(),
        FrameCodec.Of<Everything>(),
        FrameCodec.Of<Point>(), FrameCodec.Of<Ping>(), FrameCodec.Of<Hello>(), FrameCodec.Of<Raw>(), FrameCodec.Of<Tree>(),
        FrameCodec.Of<Envelope>(),
        FrameCodec.Of<Regions>(), FrameCodec.Of<Bitty>(), FrameCodec.Of<Converted>(), FrameCodec.Of<Optionals>(), FrameCodec.Of<Datagram>(),
        FrameCodec.Of<Wrapped>(), FrameCodec.Of<MaybeBody>(),
    ];
}
