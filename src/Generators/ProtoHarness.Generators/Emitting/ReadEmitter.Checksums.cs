using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Where fields start and end, for the checksums that cover them.</summary>
sealed partial class ReadEmitter
{
    void EmitMarks()
    {
        foreach (var name in Marks.Of(frame))
        {
            code.Line($"long {name} = 0;");
        }
    }

    void EmitStartMark(int index, string place, bool isPartial)
    {
        if (!isPartial && Marks.HasStart(frame, index))
        {
            code.Line($"s{index} = {place};");
        }
    }

    void EmitEndMark(int index, string place, bool isPartial)
    {
        if (!isPartial && Marks.HasEnd(frame, index))
        {
            code.Line($"e{index} = {place};");
        }
    }

    /// <summary>Verifies every checksum as soon as it and all that it covers are read.</summary>
    void EmitChecksums(int completed, HashSet<int> verified)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            var field = Fields[i];
            if (field.Checksum is not { } rule || Math.Max(i, rule.To) > completed || !verified.Add(i))
            {
                continue;
            }

            if (field.Condition is not null)
            {
                code.Open($"if (f{i} is {{ }} v{i}g)");
            }

            var value = field.Condition is null ? $"v{i}" : $"v{i}g";
            code.If(
                $"({field.Keyword}){Narrow(field, Marks.Compute(field, i, "source"))} != {value}",
                $"return {Code.Result}.Malformed({errors.Checksum(field)}, s{i});");
            if (field.Condition is not null)
            {
                code.Close();
            }
        }
    }

    static string Narrow(FieldModel field, string checksum) => field.WireBits == field.TypeBits
        ? checksum : $"({checksum} & {Code.Hex(Numbers.Mask(ulong.MaxValue, field.WireBits))})";
}
