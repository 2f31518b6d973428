using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>
/// Puts neighbouring bit fields into groups. A group ends at the first byte boundary, so that two bytes of flags in a
/// little-endian frame stay two bytes.
/// </summary>
static class BitGroupLinker
{
    public static void Link(ParseContext context)
    {
        var start = -1;
        var bits = 0;
        for (var i = 0; i <= context.Fields.Count; i++)
        {
            var field = i < context.Fields.Count ? context.Fields[i] : null;
            if (field is null || !field.Attributes.Has("Bits"))
            {
                if (start >= 0)
                {
                    Refuse(context, i - 1, bits);
                    start = -1;
                    bits = 0;
                }

                continue;
            }

            if (field.IsBroken)
            {
                return;
            }

            start = start < 0 ? i : start;
            bits += field.Model.WireBits;
            if (bits > 64)
            {
                Refuse(context, i, bits);
                return;
            }

            if (bits % 8 == 0)
            {
                Close(context, start, i, bits);
                start = -1;
                bits = 0;
            }
        }
    }

    /// <summary>Whether a run of fields may start and end here: not in the middle of a group.</summary>
    public static bool IsWhole(ParseContext context, int from, int to)
    {
        var first = context.Fields[from].Model;
        var last = context.Fields[to].Model;
        return (first.GroupBytes == 0 || first.BitShift + first.WireBits == first.GroupBytes * 8)
            && (last.GroupBytes == 0 || last.BitShift == 0);
    }

    static void Close(ParseContext context, int start, int end, int bits)
    {
        var isLittle = context.Fields[start].Model.IsLittle;
        var left = bits;
        for (var i = start; i <= end; i++)
        {
            var field = context.Fields[i];
            left -= field.Model.WireBits;
            field.Model = field.Model with { GroupBytes = bits / 8, BitShift = left, IsLittle = isLittle };
        }
    }

    static void Refuse(ParseContext context, int last, int bits)
    {
        var field = context.Fields[last];
        context.Break(field, Descriptors.BitsNotAligned, field.At(field.Attributes.Find("Bits")!), field.Name, bits.ToString());
    }
}
