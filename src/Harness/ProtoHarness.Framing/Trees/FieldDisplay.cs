using System.Globalization;
using System.Text;

namespace ProtoHarness.Framing;

/// <summary>A field's value in words.</summary>
static class FieldDisplay
{
    /// <summary>The longest content that is shown in full, in bytes.</summary>
    internal const int MaxShownBytes = 32;

    internal static string Of(FieldNode node) => !node.IsPresent ? "absent" : node.Schema.Kind switch
    {
        FieldKind.Integer or FieldKind.VarInt => OfInteger(node.Schema, node.Bits),
        FieldKind.Float => OfFloat(node.Schema, node.Bits),
        FieldKind.Bytes => OfBytes(node.Content),
        FieldKind.Text => OfText(node.Text),
        FieldKind.Custom => OfCustom(node),
        FieldKind.Array => $"[{node.Children.Count.ToString(CultureInfo.InvariantCulture)}]",
        FieldKind.Union => node.Frame?.Name ?? "no case",
        _ => node.Frame?.Name ?? node.Schema.TypeName,
    };

    internal static string OfInteger(FieldSchema field, ulong bits)
    {
        var number = FieldBits.Number(field, bits).ToString(CultureInfo.InvariantCulture);
        return FieldBits.NameOf(field, bits) is { } name ? $"{name} ({number})" : number;
    }

    internal static string OfBytes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "empty";
        }

        var shown = Convert.ToHexStringLower(bytes.Span[..Math.Min(bytes.Length, MaxShownBytes)]);
        return bytes.Length <= MaxShownBytes ? $"0x{shown}" : $"0x{shown}… ({bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes)";
    }

    /// <summary>Text in quotes, with everything that does not print escaped.</summary>
    internal static string OfText(string text)
    {
        var builder = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                < 0x20 or 0x7f => builder.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                >= 0x80 when Rune.IsControl(rune)
                    || Rune.IsWhiteSpace(rune) => builder.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
                _ => builder.Append(rune.ToString()),
            };
        }

        return builder.Append('"').ToString();
    }

    static string OfFloat(FieldSchema field, ulong bits) => field.BitWidth switch
    {
        16 => BitConverter.UInt16BitsToHalf((ushort)bits).ToString(CultureInfo.InvariantCulture),
        32 => BitConverter.UInt32BitsToSingle((uint)bits).ToString(CultureInfo.InvariantCulture),
        _ => BitConverter.UInt64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture),
    };

    static string OfCustom(FieldNode node) =>
        node.IsComplete && node.Schema.Custom is { } custom ? custom.Display(new(node.Content)) : OfBytes(node.Content);
}
