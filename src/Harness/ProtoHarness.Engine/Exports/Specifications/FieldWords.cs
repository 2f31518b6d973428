using System.Globalization;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>A field in words, for tables.</summary>
static class FieldWords
{
    public static string Offset(FieldSchema field) => field.BitOffset is not { } bits ? ""
        : bits % 8 == 0 ? (bits / 8).ToString(CultureInfo.InvariantCulture) : $"{bits / 8}, bit {bits % 8}";

    public static string Size(FieldSchema field) => field switch
    {
        { BitWidth: > 0 } => field.BitWidth % 8 == 0 ? (field.BitWidth / 8).ToString(CultureInfo.InvariantCulture) : $"{field.BitWidth} bits",
        { Extent: Extent.Fixed, Kind: not FieldKind.Array } => field.FixedLength.ToString(CultureInfo.InvariantCulture),
        _ => field.MaxLength is long.MaxValue or <= 0 || field.Kind == FieldKind.Array ? "" : $"{field.MinLength} to {field.MaxLength:N0}",
    };

    public static string Is(FieldSchema field)
    {
        var parts = new List<string> { Kind(field) };
        if (field.Role == FieldRole.Constant)
        {
            parts.Add($"always 0x{Convert.ToHexStringLower(field.Constant.Span)}");
        }

        if (field.Role is FieldRole.Length or FieldRole.Count)
        {
            parts.Add($"{(field.Role == FieldRole.Length ? "the bytes" : "the number of elements")} of {field.Target}{(field.TargetEnd is { } end && end != field.Target ? $" to {end}" : "")}"
                + (field.Adjust == 0 ? "" : field.Adjust > 0 ? $", and {field.Adjust} more" : $", less {-field.Adjust}"));
        }

        if (field.Role == FieldRole.Checksum && field.Checksum is { } rule)
        {
            parts.Add($"{rule.Name} over {rule.From} to {rule.To}");
        }

        if (field.Role == FieldRole.Tag)
        {
            parts.Add($"says what {field.Target} is");
        }

        parts.AddRange(field.Extent switch
        {
            Extent.Prefixed => [field.Prefix == LengthPrefix.VarInt ? "behind its length, a varint" : $"behind its length, {(int)field.Prefix} byte{((int)field.Prefix == 1 ? "" : "s")}"],
            Extent.LengthField => [$"as long as {field.ExtentField} says"],
            Extent.CountField => [$"as many as {field.ExtentField} says"],
            Extent.Remaining => ["to the end"],
            Extent.Delimited => [$"up to 0x{Convert.ToHexStringLower(field.Delimiter.Span)}"],
            _ => Array.Empty<string>(),
        });
        if (field.Cases.Count > 0)
        {
            parts.Add(string.Join(", ", field.Cases.Select(one => $"{one.Tag}: {one.Schema().Name}")));
        }

        if (field.Condition is { } when)
        {
            var mask = when.Mask == ulong.MaxValue ? when.Field : $"{when.Field} & 0x{when.Mask:x}";
            parts.Add(when.Equal is { } equal ? $"only when {mask} is {equal}" : $"only when {mask} is not 0");
        }

        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    static string Kind(FieldSchema field) => field.Kind switch
    {
        FieldKind.Integer => $"{(field.IsSigned ? "signed" : "unsigned")}{Order(field)}",
        FieldKind.Float => $"IEEE 754{Order(field)}",
        FieldKind.VarInt => field.ZigZag ? "varint, zigzag" : "varint",
        FieldKind.Bytes => "bytes",
        FieldKind.Text => field.Encoding == TextEncoding.Ascii ? "ASCII" : "UTF-8",
        FieldKind.Frame => field.Nested!().Name,
        FieldKind.Array => $"{Kind(field.Element!)}, one after the other",
        FieldKind.Union => "one of several frames",
        _ => "encoded by code of the plugin",
    };

    static string Order(FieldSchema field) => Math.Max(field.BitWidth, field.BitGroupBytes * 8) <= 8 ? "" : field.ByteOrder == ByteOrder.LittleEndian ? ", little-endian" : ", big-endian";
}
