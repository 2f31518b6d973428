using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Fields of variable length, and fields that may be absent.</summary>
sealed partial class ReadEmitter
{
    void EmitField(FieldStep step)
    {
        var index = step.Field;
        var field = Fields[index];
        if (field.Condition is not { } condition)
        {
            if (!field.IsNumber)
            {
                code.Line($"{field.Type} f{index};");
            }

            EmitStartMark(index, "pos", false);
            EmitPresent(step);
            EmitEndMark(index, "pos", false);
            return;
        }

        var decider = Fields[condition.Field];
        code.Line($"{field.DeclaredType} f{index} = null;");
        EmitStartMark(index, "pos", false);
        code.Open($"if ({NumberCode.Holds(condition, decider, $"v{condition.Field}")})");
        EmitAround(index, field.PaddingBefore, field.AlignBefore, step.Rest + Sizes.MinWhenPresent(field) - field.PaddingBefore);
        if (field.Role == WireRole.Checksum)
        {
            // The checksum itself starts behind its padding.
            code.Line($"s{index} = pos;");
        }

        EmitPresent(step);
        EmitAround(index, field.PaddingAfter, field.AlignAfter, step.Rest);
        code.Close();
        if (field.Extent == WireExtent.LengthField && Region.IsDirect([.. Fields], field.ExtentField))
        {
            code.Open($"else if (n{index} != 0)");
            code.Line($"return {Code.Result}.Malformed({errors.Absent(field)}, pos);");
            code.Close();
        }
        else if (field.Extent == WireExtent.CountField)
        {
            code.Open($"else if (c{index} != 0)");
            code.Line($"return {Code.Result}.Malformed({errors.Absent(field)}, pos);");
            code.Close();
        }

        EmitEndMark(index, "pos", false);
    }

    void EmitAround(int index, int padding, int align, long rest)
    {
        if (padding > 0)
        {
            EmitPadding(Fields[index], padding.ToString(), rest);
        }

        if (align > 1)
        {
            EmitAlign(index, align, rest, "b");
        }
    }

    void EmitPresent(FieldStep step)
    {
        var index = step.Field;
        var field = Fields[index];

        // The padding of an unconditional field is a step of its own, and counted there.
        var rest = step.Rest + (field.Condition is null ? 0 : field.PaddingAfter);
        switch (field.Kind)
        {
            case WireKind.Integer or WireKind.Float:
                EmitFixed(index, rest);
                break;
            case WireKind.VarInt:
                EmitVarInt(field, field, index.ToString(), rest);
                EmitNumberChecks(index, $"pos - k{index}");
                EmitMeasure(index, isPartial: false);
                if (field.Condition is not null)
                {
                    code.Line($"f{index} = {NumberCode.ToValue(field, $"v{index}")};");
                }

                break;
            default:
                EmitContent(index, rest);
                break;
        }
    }

    /// <summary>A conditional field of fixed width.</summary>
    void EmitFixed(int index, long rest)
    {
        var field = Fields[index];
        EmitAvailable(field.WireBytes.ToString(), rest, field);
        code.Line($"var w{index} = source.Window(pos, {field.WireBytes});");
        if (field.Kind == WireKind.Float)
        {
            code.Line($"f{index} = {NumberCode.Read(field, $"w{index}", 0)};");
        }
        else
        {
            code.Line($"var v{index} = {NumberCode.Read(field, $"w{index}", 0)};");
            EmitNumberChecks(index, "pos");
            code.Line($"f{index} = {NumberCode.ToValue(field, $"v{index}")};");
        }

        code.Line($"pos += {field.WireBytes};");
    }

    /// <summary>Reads a varint into v; k is how many bytes it took.</summary>
    void EmitVarInt(FieldModel scalar, FieldModel named, string suffix, long rest)
    {
        var varInts = $"{Code.Runtime}.VarInts";
        code.Line($"int k{suffix} = {varInts}.Read(");
        code.Line($"    limit > pos ? source.Window(pos, (int)global::System.Math.Min({varInts}.MaxLength, limit - pos)) : default,");
        code.Line($"    {Sizes.MaxVarInt(scalar)}, out ulong r{suffix});");
        code.Open($"if (k{suffix} <= 0)");
        code.If($"k{suffix} == {varInts}.Short", Short("limit + 1", rest, named));
        code.Line($"return {Code.Result}.Malformed(k{suffix} == {varInts}.NotCanonical ? {errors.Overlong(named)}");
        code.Line($"    : {errors.TypeRange(named, scalar)}, pos);");
        code.Close();
        var wide = scalar.ZigZag ? $"{varInts}.Unfold(r{suffix})" : scalar.IsSigned ? $"(long)r{suffix}" : $"r{suffix}";
        if (scalar.TypeBits < 64)
        {
            code.Line($"var x{suffix} = {wide};");
            var wrong = scalar.IsSigned
                ? $"x{suffix} < {scalar.Keyword}.MinValue || x{suffix} > {scalar.Keyword}.MaxValue"
                : $"x{suffix} > {scalar.Keyword}.MaxValue";
            code.If(wrong, $"return {Code.Result}.Malformed({errors.TypeRange(named, scalar)}, pos);");
            wide = $"x{suffix}";
        }

        code.Line($"var v{suffix} = ({scalar.Keyword}){wide};");
        code.Line($"pos += k{suffix};");
    }
}
