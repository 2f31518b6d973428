using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>The errors of one frame. Each is one static instance, so that refusing an input allocates nothing.</summary>
sealed class ErrorTable(FrameModel frame)
{
    readonly List<(string Name, string Field, string Kind, string Reason)> _errors = [];

    public string TooLong(FieldModel field) =>
        Add(field, "LimitExceeded", $"the frame would be longer than {frame.MaxLength} bytes; the limit is MaxLength of [Frame] on {frame.Name}");

    public string Limit(FieldModel field, string what, decimal min, decimal max, string setting) =>
        Add(field, "LimitExceeded", $"{what} must lie within {min} and {max}; the limit is {setting}");

    public string Value(FieldModel field) => Limit(field, "the value", field.Min, field.Max, ValueSetting(field));

    public string Length(FieldModel field) =>
        Limit(field, "the length in bytes", field.MinLength, field.MaxLength, $"[Limit] on {field.Name}, or what frame and length field can hold");

    public string Count(FieldModel field) =>
        Limit(field, "the number of elements", field.MinLength, field.MaxLength, $"[Limit] on {field.Name}, or what frame and count field can hold");

    public string Measured(FieldModel length, FieldModel target) =>
        Limit(length, "the length", length.Min, length.Max, $"[Limit] on {target.Name}, MaxLength of [Frame] on {frame.Name}, or the width of {length.Name}");

    public string Below(FieldModel length, FieldModel target) =>
        Add(length, "LengthMismatch", $"the length is below {length.Min}, which is the least that {target.Name} takes");

    public string Counted(FieldModel count, FieldModel target) =>
        Limit(count, "the count", count.Min, count.Max, $"[Limit] on {target.Name}, MaxLength of [Frame] on {frame.Name}, or the width of {count.Name}");

    public string Constant(FieldModel field) => Add(field, "ConstantMismatch", field.IsNumber
        ? $"the value must be {field.ConstantValue}"
        : $"the bytes must be {string.Join(" ", field.Constant.Select(one => one.ToString("X2")))}");

    public string Undefined(FieldModel field) => Add(field, "UndefinedEnumValue", "the value has no name in the closed enum");

    public string Tag(FieldModel field) => Add(field, "UnknownTag", "the tag has no case");

    public string Bool(FieldModel field) => Add(field, "NotCanonical", "a bool must be 0 or 1");

    public string Overlong(FieldModel field) => Add(field, "NotCanonical", "the variable-width integer has a shorter encoding");

    public string Padding(FieldModel field) => Add(field, "NotCanonical", "padding must be zero");

    public string TypeRange(FieldModel field, FieldModel scalar) =>
        Add(field, "LimitExceeded", $"the variable-width integer does not fit {scalar.TypeBits} bits");

    public string Text(FieldModel field) => Add(field, "InvalidText", $"the text is not {(field.IsAscii ? "ASCII" : "valid UTF-8")}");

    public string Delimiter(FieldModel field) => Add(field, "NotCanonical", "the value contains the delimiter that ends it");

    public string Checksum(FieldModel field) => Add(field, "ChecksumMismatch", "the checksum does not match the bytes that it covers");

    public string TooDeep(FieldModel field) => Add(field, "TooDeep", "frames are nested deeper than FrameSchema.MaxDepth");

    public string Bounds(FieldModel field) => Add(field, "LengthMismatch", "the length ends inside the fields that it measures");

    public string LeftOver(FieldModel field) => Add(field, "LengthMismatch", "the length does not end with the fields that it measures");

    public string Element(FieldModel field) => Add(field, "LengthMismatch", "an element takes no bytes");

    public string Uneven(FieldModel field) => Add(field, "LengthMismatch", "the length is no multiple of the element's");

    public string Absent(FieldModel field) => Add(field, "LengthMismatch", "the field is absent, so its length must be zero");

    public string Null(FieldModel field) => Add(field, "LengthMismatch", "the value is null");

    public string Condition(FieldModel field) =>
        Add(field, "LengthMismatch", "the field must be there exactly when its condition holds, and null otherwise");

    public void Emit(CodeWriter code)
    {
        if (_errors.Count == 0)
        {
            return;
        }

        code.Line();
        code.Open("static class __Errors");
        foreach (var (name, field, kind, reason) in _errors)
        {
            code.Line($"internal static readonly {Code.Error} {name} =");
            code.Line($"    new({Code.Text(frame.Name)}, {Code.Text(field)}, {Code.Framing}.FrameErrorKind.{kind}, {Code.Text(reason)});");
        }

        code.Close();
    }

    string Add(FieldModel field, string kind, string reason)
    {
        var index = _errors.FindIndex(error => error.Field == field.Name && error.Kind == kind && error.Reason == reason);
        if (index < 0)
        {
            index = _errors.Count;
            _errors.Add(($"{field.Name}_{kind}_{index}", field.Name, kind, reason));
        }

        return "__Errors." + _errors[index].Name;
    }

    static string ValueSetting(FieldModel field) => field.Kind == WireKind.Integer && field.WireBits < field.TypeBits
        ? $"[Limit] on {field.Name}, or its width of {field.WireBits} bits" : $"[Limit] on {field.Name}";
}
