using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Expressions that read, write and check numbers.</summary>
static class NumberCode
{
    /// <summary>Reads a number of fixed width: an integer in its C# type (an enum in its underlying one), or a float.</summary>
    public static string Read(FieldModel field, string span, int offset)
    {
        var order = field.IsLittle ? "LittleEndian" : "BigEndian";
        if (field.Kind == WireKind.Float)
        {
            return $"{Code.Primitives}.Read{FloatName(field)}{order}({Code.At(span, offset)})";
        }

        if (field.WireBytes == 1)
        {
            return field.IsSigned || field.TypeBits > 8
                ? $"({field.Keyword}){(field.IsSigned ? "(sbyte)" : "")}{span}[{offset}]" : $"{span}[{offset}]";
        }

        if (field.WireBits == field.TypeBits)
        {
            return $"{Code.Primitives}.Read{IntegerName(field)}{order}({Code.At(span, offset)})";
        }

        var raw = $"{Code.Runtime}.Wire.Read{(field.IsLittle ? "Little" : "Big")}({span}.Slice({offset}, {field.WireBytes}))";
        return field.IsSigned
            ? $"({field.Keyword}){Code.Runtime}.Wire.SignExtend({raw}, {field.WireBits})"
            : $"({field.Keyword}){raw}";
    }

    /// <summary>Reads a group of bit fields as one integer.</summary>
    public static string ReadGroup(FieldModel field, string span, int offset) => field.GroupBytes == 1
        ? $"(ulong){span}[{offset}]"
        : $"{Code.Runtime}.Wire.Read{(field.IsLittle ? "Little" : "Big")}({span}.Slice({offset}, {field.GroupBytes}))";

    /// <summary>Takes a bit field out of its group.</summary>
    public static string FromGroup(FieldModel field, string group) => field.IsSigned
        ? $"({field.Keyword}){Code.Runtime}.Wire.SignExtend({group} >> {field.BitShift}, {field.WireBits})"
        : $"({field.Keyword})(({group} >> {field.BitShift}) & {Code.Hex(Numbers.Mask(ulong.MaxValue, field.WireBits))})";

    /// <summary>Writes a number of fixed width.</summary>
    /// <param name="field">The field.</param>
    /// <param name="span">Where to.</param>
    /// <param name="offset">Where in it.</param>
    /// <param name="value">An expression of the field's number type.</param>
    public static string Write(FieldModel field, string span, int offset, string value)
    {
        var order = field.IsLittle ? "LittleEndian" : "BigEndian";
        if (field.Kind == WireKind.Float)
        {
            return $"{Code.Primitives}.Write{FloatName(field)}{order}({Code.At(span, offset)}, {value});";
        }

        if (field.WireBytes == 1)
        {
            return $"{span}[{offset}] = (byte)({value});";
        }

        return field.WireBits == field.TypeBits
            ? $"{Code.Primitives}.Write{IntegerName(field)}{order}({Code.At(span, offset)}, {value});"
            : $"{Code.Runtime}.Wire.Write{(field.IsLittle ? "Little" : "Big")}({span}.Slice({offset}, {field.WireBytes}), (ulong)({value}));";
    }

    /// <summary>The C# value of a number that was read.</summary>
    public static string ToValue(FieldModel field, string number) =>
        field.IsEnum ? $"({field.Type}){number}" : field.IsBool ? $"{number} != 0" : number;

    /// <summary>The number of a C# value.</summary>
    public static string FromValue(FieldModel field, string value) =>
        field.IsEnum ? $"({field.Keyword}){value}" : field.IsBool ? $"({value} ? (byte)1 : (byte)0)" : value;

    /// <summary>A number as raw bits.</summary>
    public static string Raw(FieldModel field, string number)
    {
        var bits = Numbers.RawBits(field);
        return field.IsSigned && bits < 64
            ? $"((ulong){number} & {Code.Hex(Numbers.Mask(ulong.MaxValue, bits))})"
            : $"(ulong){number}";
    }

    /// <summary>What the condition of a field says, given the decider's number.</summary>
    public static string Holds(ConditionModel condition, FieldModel decider, string number)
    {
        var bits = Numbers.RawBits(decider);
        var raw = Raw(decider, number);
        var masked = condition.Mask == Numbers.Mask(ulong.MaxValue, bits) ? raw : $"({raw} & {Code.Hex(condition.Mask)})";
        return condition.Equal is { } equal ? $"{masked} == {Code.Hex(equal)}" : $"{masked} != 0";
    }

    /// <summary>All conditions under which a number is wrong, each with its error.</summary>
    public static IEnumerable<(string Wrong, string Error)> Checks(
        FrameModel frame, FieldModel field, FieldModel named, string number, ErrorTable errors)
    {
        if (field.Role == WireRole.Constant)
        {
            yield return ($"{number} != {Code.Number(field.ConstantValue, field.Keyword)}", errors.Constant(named));
            yield break;
        }

        if (field.IsBool)
        {
            if (field.WireBits > 1)
            {
                yield return ($"{number} > 1", errors.Bool(named));
            }

            yield break;
        }

        if (field.Role == WireRole.Tag)
        {
            yield return (NoneOf(field, frame.Fields[field.Target].Cases.Select(one => one.Raw), number), errors.Tag(named));
            yield break;
        }

        if (field.IsClosed)
        {
            yield return (NoneOf(field, field.Names.Select(one => one.Raw).Distinct(), number), errors.Undefined(named));
        }

        var (least, most) = WidestRange(field);
        if (field.Min > least)
        {
            yield return ($"{number} < {Code.Number(field.Min, field.Keyword)}", BelowError(frame, field, named, errors));
        }

        if (field.Max < most)
        {
            yield return ($"{number} > {Code.Number(field.Max, field.Keyword)}", AboveError(frame, field, named, errors));
        }
    }

    public static string AboveError(FrameModel frame, FieldModel field, FieldModel named, ErrorTable errors) => field.Role switch
    {
        WireRole.Length => errors.Measured(field, frame.Fields[field.Target]),
        WireRole.Count => errors.Counted(field, frame.Fields[field.Target]),
        _ => errors.Value(named with { Min = field.Min, Max = field.Max }),
    };

    public static string BelowError(FrameModel frame, FieldModel field, FieldModel named, ErrorTable errors) =>
        field.Role == WireRole.Length ? errors.Below(field, frame.Fields[field.Target]) : AboveError(frame, field, named, errors);

    static string NoneOf(FieldModel field, IEnumerable<ulong> raws, string number)
    {
        var values = raws
            .Select(raw => Code.Number(Numbers.FromRaw(raw, Numbers.RawBits(field), field.IsSigned), field.Keyword))
            .ToList();
        return values.Count == 0 ? "true" : $"{number} is not ({string.Join(" or ", values)})";
    }

    static (decimal Min, decimal Max) WidestRange(FieldModel field)
    {
        var bits = Numbers.RawBits(field);
        decimal power = 1;
        for (var i = 0; i < (field.IsSigned ? bits - 1 : bits); i++)
        {
            power *= 2;
        }

        return (field.IsSigned ? -power : 0, power - 1);
    }

    static string IntegerName(FieldModel field) => $"{(field.IsSigned ? "Int" : "UInt")}{field.TypeBits}";

    static string FloatName(FieldModel field) => field.TypeBits switch { 16 => "Half", 32 => "Single", _ => "Double" };
}
