using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Bytes, text, frames, unions, arrays and converted fields: where they end, and what is in them.</summary>
sealed partial class ReadEmitter
{
    void EmitContent(int index, long rest)
    {
        var field = Fields[index];
        var isBounded = true;
        switch (field.Extent)
        {
            case WireExtent.Fixed when field.Kind == WireKind.Array:
                code.Line($"const long c{index} = {field.FixedLength};");
                isBounded = false;
                break;
            case WireExtent.Fixed:
                code.Line($"const long n{index} = {field.FixedLength};");
                EmitAvailable($"n{index}", rest, field);
                break;
            case WireExtent.Prefixed:
                EmitPrefix(index, rest);
                EmitAvailable($"n{index}", rest, field);
                break;
            case WireExtent.LengthField when Region.IsDirect([.. Fields], field.ExtentField):
                EmitAvailable($"n{index}", rest, field);
                break;
            case WireExtent.Remaining or WireExtent.LengthField:
                EmitRemaining(index);
                break;
            case WireExtent.Delimited:
                EmitDelimited(index, rest);
                break;
            default:
                isBounded = false;
                break;
        }

        if (field.Role == WireRole.Constant)
        {
            code.If(
                $"!global::System.MemoryExtensions.SequenceEqual(source.Window(pos, {field.FixedLength}), {Code.Bytes(field.Constant)})",
                $"return {Code.Result}.Malformed({errors.Constant(field)}, pos);");
        }

        EmitValue(index, isBounded, rest);
        if (field.Extent == WireExtent.Delimited)
        {
            code.Line($"pos += {field.Delimiter.Length};");
        }
    }

    void EmitPrefix(int index, long rest)
    {
        var field = Fields[index];
        var min = Sizes.MinContent(field);
        var max = Math.Min(field.MaxBytes, Sizes.MaxContent(field));
        var error = field.Kind is WireKind.Bytes or WireKind.Text or WireKind.Custom
            ? errors.Length(field)
            : errors.Limit(field, "the length in bytes", min, max, $"MaxLength of [Frame] on {frame.Name}");
        if (field.Prefix == 16)
        {
            var prefix = new FieldModel { Name = field.Name, Kind = WireKind.VarInt, Keyword = "ulong", TypeBits = 64 };
            EmitVarInt(prefix, field, $"{index}p", rest + min);
            code.If(
                $"v{index}p < {min} || v{index}p > {max}UL", $"return {Code.Result}.Malformed({error}, pos - k{index}p);");
        }
        else
        {
            var prefix = PrefixField(field);
            EmitAvailable(field.Prefix.ToString(), rest + min, field);
            code.Line($"ulong v{index}p = {NumberCode.Read(prefix, $"source.Window(pos, {field.Prefix})", 0)};");
            if (min > 0 || field.Prefix == 8 || max < (1L << (8 * field.Prefix)) - 1)
            {
                code.If($"v{index}p < {min} || v{index}p > {max}UL", $"return {Code.Result}.Malformed({error}, pos);");
            }

            code.Line($"pos += {field.Prefix};");
        }

        code.Line($"long n{index} = (long)v{index}p;");
    }

    /// <summary>A length prefix of fixed width, as if it were a field.</summary>
    internal static FieldModel PrefixField(FieldModel field) => new()
    {
        Name = field.Name,
        Kind = WireKind.Integer,
        Keyword = field.Prefix switch { 1 => "byte", 2 => "ushort", 3 or 4 => "uint", _ => "ulong" },
        TypeBits = field.Prefix switch { 1 => 8, 2 => 16, 3 or 4 => 32, _ => 64 },
        WireBits = field.Prefix * 8,
        IsLittle = field.IsLittle,
    };

    void EmitRemaining(int index)
    {
        var field = Fields[index];
        var isEnclosed = Region.Of([.. Fields]).Any(region => region.Contains(index));
        if (!isEnclosed)
        {
            code.If("source.Length > end", $"return {Code.Result}.Malformed({errors.TooLong(field)}, pos);");
        }

        code.Line($"long n{index} = limit - pos;");
        var min = Sizes.MinContent(field);
        if (min > 0)
        {
            code.If($"n{index} < {min}", Short($"pos + {min}", 0, field));
        }

        if (field.Kind is (WireKind.Bytes or WireKind.Text or WireKind.Custom) && field.MaxLength < frame.MaxLength)
        {
            code.If($"n{index} > {field.MaxLength}", $"return {Code.Result}.Malformed({errors.Length(field)}, pos);");
        }
    }

    void EmitDelimited(int index, long rest)
    {
        var field = Fields[index];
        var delimiter = Code.Bytes(Code.Ascii(field.Delimiter));
        var width = field.Delimiter.Length;
        code.Line($"long h{index} = global::System.Math.Min(limit - pos, {Math.Min(Sizes.Unbounded, field.MaxLength) + width});");
        code.Line($"long n{index} = source.IndexOf(pos, h{index}, {delimiter});");
        code.Open($"if (n{index} < 0)");
        code.If($"h{index} == {Math.Min(Sizes.Unbounded, field.MaxLength) + width}", $"return {Code.Result}.Malformed({errors.Length(field)}, pos);");
        code.Line(Short(
            $"limit + {Code.Reading}.MissingDelimiter(source, pos, h{index}, {field.MinLength}, {delimiter})", rest, field));
        code.Close();
        if (field.MinLength > 0)
        {
            code.If($"n{index} < {field.MinLength}", $"return {Code.Result}.Malformed({errors.Length(field)}, pos);");
        }
    }

    void EmitValue(int index, bool isBounded, long rest)
    {
        var field = Fields[index];
        switch (field.Kind)
        {
            case WireKind.Bytes:
                code.Line($"f{index} = {Bytes(field, "pos", $"n{index}")};");
                code.Line($"pos += n{index};");
                break;
            case WireKind.Text:
                EmitText(index, "pos", $"n{index}", $"string? t{index}");
                code.Line($"f{index} = t{index};");
                code.Line($"pos += n{index};");
                break;
            case WireKind.Frame:
                EmitNested(field, field, field.Type, field.IsGenerated, isBounded ? $"n{index}" : null, index.ToString(), rest);
                code.Line($"f{index} = y{index};");
                break;
            case WireKind.Union:
                EmitUnion(index, isBounded, rest);
                break;
            case WireKind.Array:
                EmitArray(index, isBounded, rest);
                break;
            case WireKind.Custom:
                EmitCustom(index, isBounded, rest);
                break;
        }
    }

    static string Bytes(FieldModel field, string from, string count) => field.Holder == Holder.Sequence
        ? $"source.Slice({from}, {count})" : $"{Code.Reading}.ToArray(source, {from}, {count})";

    void EmitText(int index, string from, string count, string target)
    {
        var field = Fields[index];
        code.If(
            $"!{Code.Runtime}.Texts.TryRead(source, {from}, {count}, {Code.Encoding(field)}, out {target})",
            $"return {Code.Result}.Malformed({errors.Text(field)}, {from});");
    }
}
