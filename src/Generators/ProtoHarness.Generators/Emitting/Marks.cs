using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>
/// The locals that say where fields start and end: s1 and e1. Only those that a checksum needs are there. A field starts behind the
/// padding in front of it and ends before the padding behind it; a conditional one, which may be absent with all its padding, includes it.
/// </summary>
static class Marks
{
    public static IEnumerable<string> Of(FrameModel frame)
    {
        for (var i = 0; i < frame.Fields.Count; i++)
        {
            if (HasStart(frame, i))
            {
                yield return $"s{i}";
            }

            if (HasEnd(frame, i))
            {
                yield return $"e{i}";
            }
        }
    }

    public static bool HasStart(FrameModel frame, int index) =>
        frame.Fields[index].Checksum is not null || frame.Fields.Any(field => field.Checksum?.From == index);

    public static bool HasEnd(FrameModel frame, int index) => frame.Fields.Any(field => field.Checksum?.To == index);

    /// <summary>The expression that computes a checksum.</summary>
    public static string Compute(FieldModel field, int index, string source)
    {
        var rule = field.Checksum!;
        var place = $"s{rule.From}, e{rule.To}, s{index}, {field.WireBytes}";
        return rule.Type.Length == 0
            ? $"{Code.Runtime}.FrameChecksums.Compute({Code.Framing}.ChecksumAlgorithm.{rule.Algorithm}, {source}, {place})"
            : $"{Code.Runtime}.FrameChecksums.ComputeCustom<{(source == "source" ? "TSource" : $"{Code.Runtime}.SpanSource")}, {rule.Type}>({source}, {place})";
    }
}
