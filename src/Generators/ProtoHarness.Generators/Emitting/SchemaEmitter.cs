using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Emits the schema: what the codec knows of its own fields, as data.</summary>
sealed class SchemaEmitter(FrameModel frame, CodeWriter code)
{
    // In bits from the start of the frame, as long as that does not depend on the input.
    long? _position = 0;

    public void Emit()
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public static {Code.Framing}.FrameSchema Schema => __Schema.Instance;");
        code.Line();
        code.Open("static class __Schema");
        code.Line($"internal static readonly {Code.Framing}.FrameSchema Instance = new()");
        code.Open();
        code.Line($"Name = {Code.Text(frame.Name)},");
        code.Line($"Summary = {Code.Text(frame.Summary)},");
        code.Line($"ByteOrder = {Order(frame.IsLittle)},");
        code.Line($"MaxLength = {frame.MaxLength}L,");
        code.Line($"IsSelfDelimiting = {Bool(frame.IsSelfDelimiting)},");
        code.Line($"SourceFile = {Code.Text(frame.SourceFile)},");
        code.Line($"SourceLine = {frame.SourceLine},");
        code.Line($"Fields = new {Code.Framing}.FieldSchema[]");
        code.Open();
        for (var i = 0; i < frame.Fields.Count; i++)
        {
            EmitField(frame.Fields[i], Offset(frame.Fields[i]), ",");
        }

        code.Close(",");
        code.Close(";");
        code.Close();
    }

    void EmitField(FieldModel field, long? bitOffset, string tail)
    {
        code.Line("new()");
        code.Open();
        foreach (var (name, value) in Members(field, bitOffset))
        {
            code.Line($"{name} = {value},");
        }

        if (field.Element is { } element)
        {
            code.Line("Element =");
            EmitField(element, null, ",");
        }

        code.Close(tail);
    }

    IEnumerable<(string Name, string Value)> Members(FieldModel field, long? bitOffset)
    {
        yield return ("Name", Code.Text(field.Name));
        yield return ("Kind", $"{Code.Framing}.FieldKind.{field.Kind}");
        yield return ("Role", $"{Code.Framing}.FieldRole.{field.Role}");
        yield return ("TypeName", Code.Text(field.DisplayType));
        yield return ("ByteOrder", Order(field.IsLittle));
        if (field.Summary.Length > 0)
        {
            yield return ("Summary", Code.Text(field.Summary));
        }

        if (bitOffset is { } offset)
        {
            yield return ("BitOffset", offset.ToString());
        }

        foreach (var member in Number(field).Concat(Content(field)).Concat(Links(field)).Concat(Around(field)))
        {
            yield return member;
        }
    }

    static IEnumerable<(string Name, string Value)> Number(FieldModel field)
    {
        if (field.Kind is WireKind.Integer or WireKind.Float)
        {
            yield return ("BitWidth", field.WireBits.ToString());
        }

        if (field.GroupBytes > 0)
        {
            yield return ("BitGroupBytes", field.GroupBytes.ToString());
            yield return ("BitShift", field.BitShift.ToString());
        }

        if (!field.IsNumber)
        {
            yield break;
        }

        yield return ("IsSigned", Bool(field.IsSigned));
        yield return ("ZigZag", Bool(field.ZigZag));
        yield return ("MinValue", Int128(field.Min));
        yield return ("MaxValue", Int128(field.Max));
        yield return ("IsClosed", Bool(field.IsClosed));
        if (field.Names.Count > 0)
        {
            var names = field.Names.Select(one => $"new({Code.Text(one.Name)}, {Code.Hex(one.Raw)})");
            yield return ("Names", $"new {Code.Framing}.NamedValue[] {{ {string.Join(", ", names)} }}");
        }
    }

    IEnumerable<(string Name, string Value)> Content(FieldModel field)
    {
        if (field.Kind is WireKind.Bytes or WireKind.Text or WireKind.Array or WireKind.Custom)
        {
            yield return ("MinLength", $"{field.MinLength}L");
            yield return ("MaxLength", $"{field.MaxLength}L");
        }

        yield return ("Extent", $"{Code.Framing}.Extent.{field.Extent}");
        switch (field.Extent)
        {
            case WireExtent.Fixed:
                yield return ("FixedLength", field.FixedLength.ToString());
                break;
            case WireExtent.Prefixed:
                yield return ("Prefix", $"({Code.Framing}.LengthPrefix){field.Prefix}");
                break;
            case WireExtent.Delimited:
                yield return ("Delimiter", $"{Code.Bytes(Code.Ascii(field.Delimiter))}.ToArray()");
                break;
            case WireExtent.LengthField or WireExtent.CountField:
                yield return ("ExtentField", Name(field.ExtentField));
                break;
        }

        switch (field.Kind)
        {
            case WireKind.Text:
                yield return ("Encoding", Code.Encoding(field));
                break;
            case WireKind.Frame:
                yield return ("Nested", $"static () => {SchemaOf(field.Type)}");
                break;
            case WireKind.Union:
                var cases = field.Cases.Select(one => $"new({Code.Hex(one.Raw)}, static () => {SchemaOf(one.Type)})");
                yield return ("Cases", $"new {Code.Framing}.UnionCase[] {{ {string.Join(", ", cases)} }}");
                yield return ("TagField", Name(field.TagField));
                break;
            case WireKind.Custom:
                yield return ("Custom", $"{Code.Runtime}.SchemaParts.Custom<{field.Type}, {field.Converter}>()");
                break;
        }
    }

    IEnumerable<(string Name, string Value)> Links(FieldModel field)
    {
        if (field.Target >= 0)
        {
            yield return ("Target", Name(field.Target));
        }

        if (field.TargetEnd >= 0)
        {
            yield return ("TargetEnd", Name(field.TargetEnd));
        }

        if (field.Adjust != 0)
        {
            yield return ("Adjust", field.Adjust.ToString());
        }

        if (field.Role == WireRole.Constant)
        {
            yield return ("Constant", $"{Code.Bytes(field.Constant)}.ToArray()");
        }

        if (field.Condition is { } condition)
        {
            var equal = condition.Equal is { } value ? Code.Hex(value) : "null";
            yield return ("Condition", $"new({Name(condition.Field)}, {Code.Hex(condition.Mask)}, {equal})");
        }

        if (field.Checksum is { } rule)
        {
            var range = $"{Name(rule.From)}, {Name(rule.To)}";
            yield return ("Checksum", rule.Type.Length == 0
                ? $"{Code.Runtime}.SchemaParts.Checksum({Code.Framing}.ChecksumAlgorithm.{rule.Algorithm}, {range})"
                : $"{Code.Runtime}.SchemaParts.Checksum<{rule.Type}>({range})");
        }
    }

    static IEnumerable<(string Name, string Value)> Around(FieldModel field)
    {
        if (field.PaddingBefore > 0)
        {
            yield return ("PaddingBefore", field.PaddingBefore.ToString());
        }

        if (field.PaddingAfter > 0)
        {
            yield return ("PaddingAfter", field.PaddingAfter.ToString());
        }

        if (field.AlignBefore > 1)
        {
            yield return ("AlignBefore", field.AlignBefore.ToString());
        }

        if (field.AlignAfter > 1)
        {
            yield return ("AlignAfter", field.AlignAfter.ToString());
        }
    }

    /// <summary>Where a field starts, and moves on behind it.</summary>
    long? Offset(FieldModel field)
    {
        _position = Align(_position + (8 * field.PaddingBefore), field.AlignBefore);
        var start = _position;
        if (field.Condition is not null)
        {
            _position = null;
            return start;
        }

        _position += field switch
        {
            { Kind: WireKind.Integer or WireKind.Float } => field.WireBits,
            { Kind: WireKind.VarInt, Role: WireRole.Constant } => 8 * field.Constant.Count,
            { Extent: WireExtent.Fixed, Kind: WireKind.Bytes or WireKind.Text } => 8L * field.FixedLength,
            { Extent: WireExtent.Fixed, Kind: WireKind.Array, Element: { Kind: WireKind.Integer or WireKind.Float } element } =>
                (long)field.FixedLength * element.WireBits,
            _ => null,
        };
        _position = Align(_position + (8 * field.PaddingAfter), field.AlignAfter);
        return start is > int.MaxValue ? null : start;
    }

    static long? Align(long? position, int bytes) =>
        bytes > 1 && position is { } at ? at + (-at & ((8L * bytes) - 1)) : position;

    string SchemaOf(string type) => $"{Code.Framing}.FrameCodec.Of<{type}>().Schema";

    string Name(int index) => Code.Text(frame.Fields[index].Name);

    static string Order(bool isLittle) => $"{Code.Framing}.ByteOrder.{(isLittle ? "LittleEndian" : "BigEndian")}";

    static string Bool(bool value) => value ? "true" : "false";

    static string Int128(decimal value) => value > long.MaxValue ? Code.Number(value, "ulong") : Code.Number(value, "long");
}
