using System.Buffers;
using System.Globalization;
using System.Text;

namespace ProtoHarness.Framing;

/// <summary>Reads values as people write them: numbers, names, quoted text, hex. Throws <see cref="FieldTextException"/>.</summary>
static class FieldText
{
    /// <summary>The most bytes that <c>COUNT*0xHH</c> makes.</summary>
    internal const int MaxRepeatedBytes = 64 * 1024 * 1024;

    /// <summary>An integer: decimal, hex, binary, the name of an enum's value, or several names joined by <c>|</c>.</summary>
    internal static ulong Integer(string path, FieldSchema field, string text)
    {
        var bits = 0UL;
        var position = 0;
        var parts = text.Split('|');
        foreach (var part in parts)
        {
            var word = part.Trim();
            bits |= One(path, field, word, position + part.IndexOf(word, StringComparison.Ordinal), parts.Length > 1);
            position += part.Length + 1;
        }

        return FieldBits.Normalize(field, bits);
    }

    static ulong One(string path, FieldSchema field, string word, int position, bool isPart)
    {
        foreach (var named in field.Names)
        {
            if (string.Equals(named.Name, word, StringComparison.OrdinalIgnoreCase))
            {
                return FieldBits.Normalize(field, named.Value);
            }
        }

        var range = $"{field.MinValue.ToString(CultureInfo.InvariantCulture)}..{field.MaxValue.ToString(CultureInfo.InvariantCulture)}";
        if (Number(word, field) is not { } number)
        {
            var names = field.Names.Select(static named => named.Name).ToList();
            var takes = names.Count == 0
                ? $"a number in {range}"
                : $"one of {string.Join(", ", names.Take(20))}{(field.IsClosed ? "" : $", or a number in {range}")}";
            throw Wrong(path, position, $"'{word}' is not {takes}", NearestWord.Of(word, names));
        }

        // A derived field takes any number that it is wide enough for: it is there to lie.
        var isOverride = field.Role != FieldRole.Value;
        var fits = isOverride
            ? FieldBits.Number(field, FieldBits.Of(field, number)) == number
            : number >= field.MinValue && number <= field.MaxValue;
        if (!fits)
        {
            throw Wrong(path, position, $"{word} is outside {range}");
        }

        if (!isOverride && !isPart && !IntegerChoices.IsValid(field, number))
        {
            throw Wrong(path, position, $"{word} is none of {string.Join(", ", field.Names.Select(static named => named.Name))}");
        }

        return FieldBits.Of(field, number);
    }

    static Int128? Number(string word, FieldSchema field)
    {
        if (field is { MinValue: var min, MaxValue: var max } && min == 0 && max == 1 && bool.TryParse(word, out var flag))
        {
            return flag ? 1 : 0;
        }

        var digits = word.Replace("_", "", StringComparison.Ordinal);
        var isNegative = digits.StartsWith('-');
        digits = isNegative ? digits[1..] : digits;
        UInt128 magnitude;
        var isNumber = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? UInt128.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out magnitude)
            : digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase)
                ? UInt128.TryParse(digits.AsSpan(2), NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out magnitude)
                : UInt128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out magnitude);
        return !isNumber ? null
            : magnitude > (UInt128)Int128.MaxValue ? Int128.MaxValue
            : isNegative ? -(Int128)magnitude
            : (Int128)magnitude;
    }

    /// <summary>A floating-point number, or its bits as <c>0x…</c>.</summary>
    internal static ulong Float(string path, FieldSchema field, string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return bits & FieldBits.Mask(field.BitWidth);
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw Wrong(path, 0, $"'{text}' is not a number, such as 1.5, -Infinity or NaN");
        }

        return field.BitWidth switch
        {
            16 => BitConverter.HalfToUInt16Bits((Half)value),
            32 => BitConverter.SingleToUInt32Bits((float)value),
            _ => BitConverter.DoubleToUInt64Bits(value),
        };
    }

    /// <summary>Bytes: text in quotes, <c>0x…</c>, <c>COUNT*0xHH</c> or <c>empty</c>. For a text field a bare word too.</summary>
    internal static byte[] Bytes(string path, FieldSchema field, string text)
    {
        if (text.StartsWith('"'))
        {
            return Quoted(path, text);
        }

        if (field.Kind == FieldKind.Text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        if (text == "empty")
        {
            return [];
        }

        var star = text.IndexOf('*', StringComparison.Ordinal);
        var hex = text[(star + 1)..].Replace("_", "", StringComparison.Ordinal);
        var count = 1;
        if (star > 0
            && (!int.TryParse(text.AsSpan(0, star), NumberStyles.None, CultureInfo.InvariantCulture, out count)
            || count > MaxRepeatedBytes / Math.Max(1, (hex.Length - 2) / 2)))
        {
            throw Wrong(path, 0, $"'{text[..star]}' is not a count that makes at most {MaxRepeatedBytes} bytes");
        }

        if (!hex.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || hex.Length % 2 != 0 || !hex.AsSpan(2).ContainsOnlyHex())
        {
            throw Wrong(path, star + 1, "bytes are written as \"text\", 0x00ff (two digits a byte), 100*0x00 or empty");
        }

        var once = Convert.FromHexString(hex.AsSpan(2));
        var bytes = new byte[once.Length * count];
        for (var i = 0; i < count; i++)
        {
            once.CopyTo(bytes, i * once.Length);
        }

        return bytes;
    }

    static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var each in text)
        {
            if (!char.IsAsciiHexDigit(each))
            {
                return false;
            }
        }

        return true;
    }

    static byte[] Quoted(string path, string text)
    {
        var sink = new ArrayBufferWriter<byte>();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i == text.Length - 1 ? sink.WrittenSpan.ToArray() : throw Wrong(path, i + 1, "something follows the closing quote");
            }

            if (text[i] != '\\')
            {
                var end = text.AsSpan(i).IndexOfAny('"', '\\');
                end = end < 0 ? text.Length : i + end;
                sink.Write(Encoding.UTF8.GetBytes(text[i..end]));
                i = end - 1;
                continue;
            }

            i = Escape(path, text, i, sink);
        }

        throw Wrong(path, text.Length, "the closing quote is missing");
    }

    /// <summary>Writes one escape sequence, and says where its last character stands.</summary>
    static int Escape(string path, string text, int start, ArrayBufferWriter<byte> sink)
    {
        var letter = start + 1 < text.Length ? text[start + 1] : '\0';
        var simple = letter switch
        {
            'n' => '\n', 'r' => '\r', 't' => '\t', '0' => '\0', '"' => '"', '\\' => '\\', _ => '\uffff',
        };
        if (simple != '\uffff' && start + 1 < text.Length)
        {
            sink.Write([(byte)simple]);
            return start + 1;
        }

        if (letter == 'x' && start + 3 < text.Length
            && byte.TryParse(text.AsSpan(start + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            sink.Write([value]);
            return start + 3;
        }

        var close = letter == 'u' && start + 2 < text.Length && text[start + 2] == '{' ? text.IndexOf('}', start) : -1;
        if (close > 0
            && int.TryParse(text.AsSpan(start + 3, close - start - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out var rune)
            && Rune.IsValid(rune))
        {
            sink.Write(Encoding.UTF8.GetBytes(new Rune(rune).ToString()));
            return close;
        }

        throw Wrong(path, start, "an escape is one of \\n \\r \\t \\0 \\\" \\\\ \\xHH \\u{HEX}");
    }

    internal static FieldTextException Wrong(string path, int position, string reason, string? nearest = null) =>
        new(new(path, position, false, reason, nearest));
}
