using System.Text;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>A frame as a diagram, 32 bits a line, as the RFCs draw them. A field whose width is not fixed takes a line of its own.</summary>
static class FrameDiagram
{
    const int Bits = 32;

    public static string Draw(FrameSchema frame)
    {
        var text = new StringBuilder();
        text.Append(" 0                   1                   2                   3\n 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1\n").Append(Edge(Bits));
        var line = new StringBuilder("|");
        var used = 0;
        foreach (var field in frame.Fields)
        {
            var width = field.BitWidth > 0 ? field.BitWidth : field.Extent == Extent.Fixed && field.Kind is FieldKind.Bytes or FieldKind.Text ? field.FixedLength * 8 : 0;
            if (width == 0 || width > 4 * Bits || field.Condition is not null || (used > 0 && used + width > Bits))
            {
                Flush(text, line, ref used);
            }

            if (width == 0 || width > 4 * Bits || field.Condition is not null)
            {
                text.Append('|').Append(Middle($"{field.Name}{(field.Condition is null ? "" : " (conditional)")} …", Bits)).Append("|\n").Append(Edge(Bits));
                continue;
            }

            while (width > 0)
            {
                var part = Math.Min(width, Bits - used);
                line.Append(Middle(field.Name, part)).Append('|');
                used += part;
                width -= part;
                if (used == Bits)
                {
                    Flush(text, line, ref used);
                }
            }
        }

        Flush(text, line, ref used);
        return text.ToString();
    }

    static void Flush(StringBuilder text, StringBuilder line, ref int used)
    {
        if (used > 0)
        {
            text.Append(line).Append('\n').Append(Edge(used));
            line.Clear().Append('|');
            used = 0;
        }
    }

    static string Edge(int bits) => $"+{string.Concat(Enumerable.Repeat("-+", bits))}\n";

    static string Middle(string name, int bits)
    {
        var room = (2 * bits) - 1;
        var shown = name.Length <= room ? name : name[..room];
        return shown.PadLeft((room + shown.Length) / 2).PadRight(room);
    }
}
