using System.Buffers;
using System.Text;

namespace ProtoHarness.Framing.Tests.Trees;

/// <summary>Declares fields by hand, as the source generator would.</summary>
static class Fields
{
    internal static FieldSchema UInt(string name, int bits, ByteOrder order = ByteOrder.BigEndian, FieldRole role = FieldRole.Value) =>
        new()
    {
        Name = name, Kind = FieldKind.Integer, BitWidth = bits, ByteOrder = order, Role = role, MaxValue = (Int128.One << bits) - 1,
    };

    internal static FieldSchema SInt(string name, int bits, ByteOrder order = ByteOrder.BigEndian) => new()
    {
        Name = name, Kind = FieldKind.Integer, BitWidth = bits, ByteOrder = order, IsSigned = true,
        MinValue = -(Int128.One << (bits - 1)), MaxValue = (Int128.One << (bits - 1)) - 1,
    };

    internal static FieldSchema Bit(string name, int bits, int group, int shift, ByteOrder order = ByteOrder.BigEndian) =>
        UInt(name, bits, order) with { BitGroupBytes = group, BitShift = shift };

    internal static FieldSchema VarInt(string name, bool zigZag = false) => new()
    {
        Name = name, Kind = FieldKind.VarInt, IsSigned = zigZag, ZigZag = zigZag,
        MinValue = zigZag ? long.MinValue : 0, MaxValue = zigZag ? long.MaxValue : ulong.MaxValue,
    };

    internal static FieldSchema Enum(string name, int bits, bool isClosed, params (string Name, ulong Value)[] names) =>
        UInt(name, bits) with
    {
        TypeName = name, IsClosed = isClosed, Names = [.. names.Select(static each => new NamedValue(each.Name, each.Value))],
    };

    internal static FieldSchema Float(string name, int bits) => new() { Name = name, Kind = FieldKind.Float, BitWidth = bits };

    internal static FieldSchema Const(string name, int bits, ulong value) =>
        UInt(name, bits) with { Role = FieldRole.Constant, Constant = FieldBits.Write(value, (bits + 7) / 8, ByteOrder.BigEndian) };

    internal static FieldSchema Magic(string name, string text) => new()
    {
        Name = name, Kind = FieldKind.Text, Role = FieldRole.Constant, Extent = Extent.Fixed, FixedLength = text.Length,
        Constant = Encoding.ASCII.GetBytes(text), Encoding = TextEncoding.Ascii,
    };

    internal static FieldSchema Length(string name, int bits, string target, string? end = null, long adjust = 0) =>
        (bits == 0 ? VarInt(name) : UInt(name, bits)) with { Role = FieldRole.Length, Target = target, TargetEnd = end, Adjust = adjust };

    internal static FieldSchema Count(string name, int bits, string target) =>
        UInt(name, bits) with { Role = FieldRole.Count, Target = target };

    internal static FieldSchema Bytes(string name, Extent extent, long max = 1000, string? by = null) =>
        new() { Name = name, Kind = FieldKind.Bytes, Extent = extent, MaxLength = max, ExtentField = by };

    internal static FieldSchema Text(string name, Extent extent, long max = 1000, string? by = null) =>
        Bytes(name, extent, max, by) with { Kind = FieldKind.Text };

    internal static FieldSchema Prefixed(this FieldSchema field, LengthPrefix prefix) =>
        field with { Extent = Extent.Prefixed, Prefix = prefix };

    internal static FieldSchema Delimited(this FieldSchema field, string delimiter) =>
        field with { Extent = Extent.Delimited, Delimiter = Encoding.ASCII.GetBytes(delimiter) };

    internal static FieldSchema When(this FieldSchema field, string deciding, ulong mask = ulong.MaxValue, ulong? equal = null) =>
        field with { Condition = new(deciding, mask, equal) };

    internal static FieldSchema Nested(string name, Func<FrameSchema> schema, Extent extent = Extent.Intrinsic, string? by = null) =>
        new() { Name = name, Kind = FieldKind.Frame, Nested = schema, Extent = extent, ExtentField = by };

    internal static FieldSchema Array(string name, FieldSchema element, Extent extent, long max = 20, string? by = null) =>
        new() { Name = name, Kind = FieldKind.Array, Element = element with { Name = "" }, Extent = extent, MaxLength = max,
            ExtentField = by };

    internal static FieldSchema Union(string name, string tag, params (ulong Tag, Func<FrameSchema> Schema)[] cases) => new()
    {
        Name = name, Kind = FieldKind.Union, TagField = tag, Cases = [.. cases.Select(static each => new UnionCase(each.Tag, each.Schema))],
    };

    internal static FieldSchema Checksum(string name, int bits, string from, string to, ChecksumFunction compute) =>
        UInt(name, bits, role: FieldRole.Checksum) with { Checksum = new("Sum", compute, from, to) };

    /// <summary>A field coded by hand: a byte that counts the letters behind it.</summary>
    internal static FieldSchema Custom(string name) => new()
    {
        Name = name, Kind = FieldKind.Custom, TypeName = "Letters",
        Custom = new(MeasureLetters, static number => [(byte)(number % 5), .. Enumerable.Repeat((byte)'x', (int)(number % 5))],
            ShowLetters),
    };

    internal static FrameSchema Frame(string name, params FieldSchema[] fields) => new() { Name = name, Fields = fields, MaxLength = 4096 };

    internal static ulong Sum(in ReadOnlySequence<byte> bytes)
    {
        var sum = 7UL;
        foreach (var each in bytes.ToArray())
        {
            sum = (sum * 31) + each;
        }

        return sum;
    }

    static FrameReadResult MeasureLetters(ReadOnlySequence<byte> input)
    {
        var bytes = input.ToArray();
        if (bytes.Length == 0)
        {
            return FrameReadResult.NeedMore(1);
        }

        if (bytes[0] > 4)
        {
            return FrameReadResult.Malformed(new("Custom", "Letters", FrameErrorKind.Custom, "at most four letters"), 0);
        }

        return bytes.Length < bytes[0] + 1 ? FrameReadResult.NeedMore(bytes[0] + 1 - bytes.Length) : FrameReadResult.Complete(bytes[0] + 1);
    }

    static string ShowLetters(ReadOnlySequence<byte> bytes) => $"{bytes.FirstSpan[0]} letters";
}
