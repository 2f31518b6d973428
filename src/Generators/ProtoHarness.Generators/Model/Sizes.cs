namespace ProtoHarness.Generators.Model;

/// <summary>The fewest and the most bytes of fields, as far as the declaration says.</summary>
static class Sizes
{
    /// <summary>More than any frame may have; sums of it do not overflow.</summary>
    public const long Unbounded = 1L << 62;

    /// <summary>The fewest bytes of an element. One that may take none is refused on reading, or a count alone would make work.</summary>
    public static long MinElement(FieldModel array) =>
        array.Element is { Kind: WireKind.Integer or WireKind.Float } element ? element.WireBytes : 1;

    public static long MinContent(FieldModel field) => field.Kind switch
    {
        WireKind.Bytes or WireKind.Text or WireKind.Custom => field.MinLength,
        WireKind.Array => Multiply(field.MinLength, MinElement(field)),
        _ => 0,
    };

    public static long MaxContent(FieldModel field) => field.Kind switch
    {
        WireKind.Bytes or WireKind.Text or WireKind.Custom => field.MaxLength,
        WireKind.Array => Multiply(field.MaxLength, MaxElement(field.Element!)),
        _ => Unbounded,
    };

    /// <summary>The fewest bytes that a field takes with all that belongs to it; 0 when it may be absent.</summary>
    public static long Min(FieldModel field) => field.Condition is null ? MinWhenPresent(field) : 0;

    public static long MinWhenPresent(FieldModel field) => Overhead(field) + field.Kind switch
    {
        WireKind.Integer or WireKind.Float => Fixed(field),
        WireKind.VarInt => field.Role == WireRole.Constant ? field.Constant.Count : 1,
        _ => MinContent(field),
    };

    public static long Max(FieldModel field)
    {
        var content = field.Kind switch
        {
            WireKind.Integer or WireKind.Float => Fixed(field),
            WireKind.VarInt => MaxVarInt(field),
            _ => Math.Min(MaxContent(field), field.MaxBytes),
        };
        var align = Math.Max(0, field.AlignBefore - 1) + Math.Max(0, field.AlignAfter - 1);
        return Math.Min(Unbounded, content + Overhead(field) + align + (field.Prefix == 16 ? 9 : 0));
    }

    /// <summary>Whether the limits of the fields alone keep the frame within its own.</summary>
    public static bool NeverExceeds(FrameModel frame) =>
        frame.IsSelfDelimiting && frame.Fields.Aggregate(0L, (sum, field) => Math.Min(Unbounded, sum + Max(field))) <= frame.MaxLength;

    /// <summary>Bytes of a fixed-width field; a group of bit fields counts at its first.</summary>
    public static int Fixed(FieldModel field) => field.GroupBytes == 0
        ? field.WireBytes
        : field.BitShift + field.WireBits == field.GroupBytes * 8 ? field.GroupBytes : 0;

    public static int MaxVarInt(FieldModel field) => field is { IsSigned: true, ZigZag: false } ? 10 : (field.TypeBits + 6) / 7;

    /// <summary>The fewest bytes around the content: padding, prefix, delimiter.</summary>
    public static long Overhead(FieldModel field) =>
        field.PaddingBefore + field.PaddingAfter + PrefixBytes(field) + field.Delimiter.Length;

    /// <summary>The fewest bytes of the prefix.</summary>
    public static int PrefixBytes(FieldModel field) =>
        field.Extent != WireExtent.Prefixed ? 0 : field.Prefix == 16 ? 1 : field.Prefix;

    static long MaxElement(FieldModel element) => element.Kind switch
    {
        WireKind.Integer or WireKind.Float => element.WireBytes,
        WireKind.VarInt => MaxVarInt(element),
        _ => Unbounded,
    };

    static long Multiply(long count, long size) => count > Unbounded / Math.Max(1, size) ? Unbounded : count * size;
}
