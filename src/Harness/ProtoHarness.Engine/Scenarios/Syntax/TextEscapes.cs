using System.Globalization;
using System.Text;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Texts in quotes: <c>\" \\ \n \r \t \xHH \u{H…}</c>.</summary>
static class TextEscapes
{
    /// <summary>A text with its quotes. Control characters are escaped; half a surrogate pair, which is no character, becomes U+FFFD.</summary>
    public static string Write(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                builder.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                < ' ' or '\x7f' => builder.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ when char.IsSurrogate(c) => builder.Append('\ufffd'),
                _ when char.IsControl(c) || (c > ' ' && char.IsWhiteSpace(c)) || c == '\ufeff' =>
                    builder.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:x}}}"),
                _ => builder.Append(c),
            };
        }

        return builder.Append('"').ToString();
    }

    /// <summary>Reads a text from behind its opening quote.</summary>
    /// <param name="line">The line.</param>
    /// <param name="index">Behind the opening quote; afterwards behind the closing one, or at the end of the line.</param>
    /// <param name="error">What is wrong, and where; null when nothing is.</param>
    public static string Read(string line, ref int index, out (int Index, string Message)? error)
    {
        var builder = new StringBuilder();
        var start = index - 1;
        error = null;
        while (index < line.Length && line[index] != '"')
        {
            if (line[index] != '\\')
            {
                builder.Append(line[index++]);
                continue;
            }

            var at = index;
            if (!TryEscape(line, ref index, builder))
            {
                error ??= (at, "this is no escape; write \\\" \\\\ \\n \\r \\t, \\x00 to \\x7f, or \\u{H}; bytes above 7f are written in hexadecimal, as 0xff");
                index = Math.Max(index, at + 1);
            }
        }

        if (index >= line.Length)
        {
            error ??= (start, "the closing quote is missing");
            return builder.ToString();
        }

        index++;
        return builder.ToString();
    }

    static bool TryEscape(string line, ref int index, StringBuilder builder)
    {
        var rest = line.AsSpan(index + 1);
        var simple = rest.Length == 0 ? -1 : "\"\\nrt".IndexOf(rest[0], StringComparison.Ordinal);
        if (simple >= 0)
        {
            builder.Append("\"\\\n\r\t"[simple]);
            index += 2;
            return true;
        }

        if (rest.Length >= 3 && rest[0] == 'x' && byte.TryParse(rest.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value < 0x80)
        {
            builder.Append((char)value);
            index += 4;
            return true;
        }

        var close = rest.IndexOf('}');
        if (rest.StartsWith("u{") && close is > 2 and <= 8
            && int.TryParse(rest[2..close], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
        {
            builder.Append(new Rune(code).ToString());
            index += close + 2;
            return true;
        }

        return false;
    }
}
