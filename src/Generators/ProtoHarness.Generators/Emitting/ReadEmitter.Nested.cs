using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Frames inside frames, unions, and fields that the author encodes by hand.</summary>
sealed partial class ReadEmitter
{
    /// <summary>Reads a frame into y.</summary>
    /// <param name="field">The field that holds it.</param>
    /// <param name="named">The field that errors name.</param>
    /// <param name="type">The frame's type.</param>
    /// <param name="isGenerated">Whether this generator made its codec.</param>
    /// <param name="length">The local that holds its length, or null when it ends by itself.</param>
    /// <param name="suffix">What the locals end with.</param>
    /// <param name="rest">The fewest bytes that must follow.</param>
    void EmitNested(FieldModel field, FieldModel named, string type, bool isGenerated, string? length, string suffix, long rest)
    {
        code.If(
            $"depth >= {Code.Framing}.FrameSchema.MaxDepth", $"return {Code.Result}.Malformed({errors.TooDeep(named)}, pos);");
        var error = length is null ? $"endError ?? {errors.TooLong(named)}" : errors.Bounds(named);
        if (isGenerated)
        {
            var (count, end) = length is null ? ("source.Length - pos", "end - pos") : (length, length);
            code.Line($"var q{suffix} = {type}.__Read(source.Range(pos, {count}), {end}, {error}, depth + 1, out {type} y{suffix});");
            code.If($"!q{suffix}.IsComplete", $"return {Code.Reading}.Enclosed(q{suffix}, pos, {rest});");
        }
        else
        {
            code.Line($"var q{suffix} = source.ReadFrame<{type}>(pos, {length ?? "limit - pos"}, out var y{suffix});");
            var (available, end) = length is null ? ("limit", "end") : ($"pos + {length}", $"pos + {length}");
            code.If(
                $"!q{suffix}.IsComplete", $"return {Code.Reading}.Foreign(q{suffix}, {available}, {end}, pos, {rest}, {error});");
        }

        if (length is not null)
        {
            code.If($"q{suffix}.Consumed != {length}", $"return {Code.Result}.Malformed({errors.LeftOver(named)}, pos);");
        }

        code.Line($"pos += q{suffix}.Consumed;");
    }

    void EmitUnion(int index, bool isBounded, long rest)
    {
        var field = Fields[index];
        var tag = Fields[field.TagField];
        code.Open($"switch ({NumberCode.Raw(tag, $"v{field.TagField}")})");
        for (var i = 0; i < field.Cases.Count; i++)
        {
            var one = field.Cases[i];
            code.Line($"case {Code.Hex(one.Raw)}:");
            code.Open();
            EmitNested(field, field, one.Type, one.IsGenerated, isBounded ? $"n{index}" : null, $"{index}_{i}", rest);
            code.Line($"f{index} = y{index}_{i};");
            code.Line("break;");
            code.Close();
            code.Line();
        }

        code.Line("default:");
        code.Line($"    return {Code.Result}.Malformed({errors.Tag(tag)}, pos);");
        code.Close();
    }

    void EmitCustom(int index, bool isBounded, long rest)
    {
        var field = Fields[index];
        var most = Math.Min(field.MaxBytes, field.MaxLength);
        code.Line(isBounded
            ? $"long u{index} = n{index};"
            : $"long u{index} = global::System.Math.Min(limit - pos, {most});");
        code.Line($"var z{index} = source.Slice(pos, u{index});");
        code.Line($"var q{index} = {field.Converter}.TryRead(in z{index}, out {field.Type} y{index});");
        var end = isBounded ? $"pos + n{index}" : $"global::System.Math.Min(end, pos + {most})";
        var available = isBounded ? $"pos + n{index}" : $"pos + u{index}";
        var error = isBounded ? errors.Bounds(field) : errors.Length(field);
        code.If(
            $"!q{index}.IsComplete",
            $"return {Code.Reading}.Foreign(q{index}, {available}, {end}, pos, {rest}, {error});");
        code.If($"q{index}.Consumed > u{index}", $"{Code.Reading}.BreaksContract({Code.Text(field.Converter)});");
        if (isBounded)
        {
            code.If($"q{index}.Consumed != n{index}", $"return {Code.Result}.Malformed({errors.LeftOver(field)}, pos);");
        }

        if (field.MinLength > 0)
        {
            code.If($"q{index}.Consumed < {field.MinLength}", $"return {Code.Result}.Malformed({errors.Length(field)}, pos);");
        }

        code.Line($"f{index} = y{index};");
        code.Line($"pos += q{index}.Consumed;");
    }
}
