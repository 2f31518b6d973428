using System.Globalization;
using System.Text;

namespace ProtoHarness.Engine.Exports;

/// <summary>Values as Lua writes them.</summary>
static class LuaText
{
    public static string Quote(string text) => Quote(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes as a text of Lua, which is a sequence of bytes.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes)
    {
        var quoted = new StringBuilder("\"");
        foreach (var b in bytes)
        {
            _ = b is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\' ? quoted.Append((char)b) : quoted.Append('\\').Append(b.ToString("000", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A number as its two halves.</summary>
    public static string Halves(ulong value) => $"hi = {(uint)(value >> 32)}, lo = {(uint)value}";

    /// <summary>A number that may be large; what a number of Lua cannot hold is cut to what it can.</summary>
    public static string Number(long value) => Math.Clamp(value, -(1L << 53), 1L << 53).ToString(CultureInfo.InvariantCulture);
}
