using System.Globalization;
using System.Text;

namespace ProtoHarness.Testing.Printing;

/// <summary>Bytes as people compare them: short ones in a row, longer ones in lines of sixteen with offset and text.</summary>
public static class HexDump
{
    /// <summary>Bytes that still stand in one row.</summary>
    public const int MaxInlineBytes = 32;

    /// <summary>Bytes that are printed at most; the rest is counted.</summary>
    public const int MaxDumpBytes = 4096;

    const int BytesPerLine = 16;

    /// <summary>Prints the bytes; never empty, and never longer than <see cref="MaxDumpBytes"/> bytes need.</summary>
    public static string Format(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= MaxInlineBytes)
            return bytes.IsEmpty ? "hex:(empty)" : "hex:" + Convert.ToHexString(bytes);

        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"hex of {bytes.Length} bytes:");
        var shown = Math.Min(bytes.Length, MaxDumpBytes);
        for (var offset = 0; offset < shown; offset += BytesPerLine)
            AppendLine(text, offset, bytes[offset..Math.Min(offset + BytesPerLine, shown)]);
        if (shown < bytes.Length)
            text.Append(CultureInfo.InvariantCulture, $"\n  … {bytes.Length - shown} more");
        return text.ToString();
    }

    static void AppendLine(StringBuilder text, int offset, ReadOnlySpan<byte> line)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n  {offset:x6} ");
        for (var i = 0; i < BytesPerLine; i++)
        {
            if (i < line.Length)
                text.Append(CultureInfo.InvariantCulture, $" {line[i]:x2}");
            else
                text.Append("   ");
        }

        text.Append("  |");
        foreach (var b in line)
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        text.Append('|');
    }
}
