using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>
/// Emits <c>Create</c>: the constructor without the fields that writing computes. They are filled in where that costs nothing, so that
/// a frame that was made looks like the one that is read back.
/// </summary>
sealed class CreateEmitter(FrameModel frame, CodeWriter code)
{
    public void Emit()
    {
        if (frame.HasCreate)
        {
            return;
        }

        var given = frame.Fields.Where(field => !field.IsDerived);
        var parameters = string.Join(", ", given.Select(field => $"{field.DeclaredType} @{field.Name}"));
        code.Line();
        code.Line("/// <summary>Makes a frame of its content; what writing computes (constants, lengths, counts, tags, checksums) is not given.</summary>");
        code.Open($"public static {frame.Type} Create({parameters})");
        code.Open("unchecked");
        code.Line($"return new {frame.Type}({string.Join(", ", frame.Fields.Select(Argument))});");
        code.Close();
        code.Close();
    }

    string Argument(FieldModel field)
    {
        var value = field.Role switch
        {
            // Counting with ?. makes the compiler doubt what the declaration promised.
            WireRole.Value => field.IsValueType || field.Condition is not null ? $"@{field.Name}" : $"@{field.Name}!",
            WireRole.Constant => Constant(field),
            WireRole.Count => $"({field.Keyword})({Count(frame.Fields[field.Target])})",
            WireRole.Length => Length(field),
            WireRole.Tag => Tag(field),
            _ => $"({field.Type})0",
        };
        if (field.Condition is not { } condition || field.Role == WireRole.Value)
        {
            return value;
        }

        var decider = frame.Fields[condition.Field];
        var number = decider.Role == WireRole.Tag
            ? NumberCode.FromValue(decider, $"({Tag(decider)})") : NumberCode.FromValue(decider, $"@{decider.Name}");
        return $"{NumberCode.Holds(condition, decider, number)} ? {value} : ({field.DeclaredType})null";
    }

    static string Constant(FieldModel field) => field.Kind switch
    {
        WireKind.Text => Code.Text(new([.. field.Constant.Select(one => (char)one)])),
        WireKind.Bytes when field.Holder == Holder.Sequence => $"new {Code.Sequence}({Code.Bytes(field.Constant)}.ToArray())",
        WireKind.Bytes => $"{Code.Bytes(field.Constant)}.ToArray()",
        _ when field.IsBool => field.ConstantValue != 0 ? "true" : "false",
        _ => $"({field.Type}){(field.ConstantValue < 0 ? $"({Code.Number(field.ConstantValue, field.Keyword)})" : Code.Number(field.ConstantValue, field.Keyword))}",
    };

    static string Count(FieldModel array) => array switch
    {
        { Condition: not null, IsValueType: true } => $"@{array.Name} is {{ }} present ? present.Length : 0",
        { Holder: Holder.ImmutableArray } => $"@{array.Name}.IsDefault ? 0 : @{array.Name}.Length",
        { Holder: Holder.Memory } => $"@{array.Name}.Length",
        { Holder: Holder.ReadOnlyList } => $"@{array.Name}?.Count ?? 0",
        _ => $"@{array.Name}?.Length ?? 0",
    };

    /// <summary>The length of bytes costs nothing; what would have to be encoded first is left at zero.</summary>
    string Length(FieldModel field)
    {
        var target = frame.Fields[field.Target];
        if (field.TargetEnd >= 0 || target.Kind != WireKind.Bytes || target.Extent != WireExtent.LengthField)
        {
            return $"({field.Keyword})0";
        }

        var length = target.IsValueType && target.Condition is null
            ? $"@{target.Name}.Length"
            : $"(@{target.Name}?.Length ?? 0)";
        return $"({field.Keyword})({length} + {field.Adjust})";
    }

    string Tag(FieldModel field)
    {
        var union = frame.Fields[field.Target];
        var cases = union.Cases.OrderByDescending(one => one.Ancestors)
            .Select(one => $"{one.Type} => {Literal(one)}, ");
        return $"@{union.Name} switch {{ {string.Concat(cases)}_ => default({field.Type}) }}";

        string Literal(CaseModel one)
        {
            var tag = Numbers.FromRaw(one.Raw, Numbers.RawBits(field), field.IsSigned);
            return $"({field.Type})({Code.Number(tag, field.Keyword)})";
        }
    }
}
