using System.Globalization;
using System.Text;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>One frame as tables of Lua.</summary>
sealed class LuaFrame(string plugin, FrameSchema frame, StringBuilder lua)
{
    public void Write()
    {
        lua.Append(CultureInfo.InvariantCulture, $"frames[{LuaText.Quote(frame.Name)}] = {{ name = {LuaText.Quote(frame.Name)}, max = {LuaText.Number(frame.MaxLength)}, fields = {{\n");
        foreach (var field in frame.Fields)
        {
            lua.Append("  ").Append(Field(field, field.Name)).Append(",\n");
        }

        lua.Append("} }\n\n");
    }

    string Field(FieldSchema field, string name)
    {
        var parts = new List<string>
        {
            $"id = declare({Declaration(field, name)})", $"name = {LuaText.Quote(field.Name)}", $"kind = {LuaText.Quote(Kind(field))}",
            $"le = {(field.ByteOrder == ByteOrder.LittleEndian ? "true" : "false")}",
            $"before = {field.PaddingBefore}", $"after = {field.PaddingAfter}", $"alignBefore = {field.AlignBefore}", $"alignAfter = {field.AlignAfter}", $"adjust = {LuaText.Number(field.Adjust)}",
        };
        void Add(bool when, string part)
        {
            if (when)
            {
                parts.Add(part);
            }
        }

        Add(field.BitWidth > 0, $"width = {field.BitWidth}");
        Add(field.IsSigned, "signed = true");
        Add(field.ZigZag, "zigzag = true");
        Add(field.BitGroupBytes > 0, $"group = {field.BitGroupBytes}, shift = {field.BitShift}");
        Add(field.Role == FieldRole.Constant, $"constant = {LuaText.Quote(field.Constant.Span)}");
        Add(field.Extent == Extent.Fixed, $"fixed = {field.FixedLength}");
        Add(field.Extent is not Extent.Fixed && field.Role == FieldRole.Constant, $"fixed = {field.Constant.Length}");
        Add(field.Extent == Extent.Prefixed, $"prefix = {(int)field.Prefix}");
        Add(field.Extent == Extent.CountField, $"by = {LuaText.Quote(field.ExtentField ?? "")}");
        Add(field.Extent == Extent.LengthField && IsDirect(field), $"direct = {LuaText.Quote(field.ExtentField ?? "")}");
        Add(field.Extent is Extent.LengthField or Extent.Remaining && !IsDirect(field), "remaining = true");
        Add(field.Extent == Extent.Delimited, $"delimiter = {LuaText.Quote(field.Delimiter.Span)}");
        Add(field.Role == FieldRole.Length, $"last = {LuaText.Quote(field.TargetEnd ?? field.Target ?? "")}");
        Add(field.Nested is not null, $"nested = {LuaText.Quote(field.Nested?.Invoke().Name ?? "")}");
        Add(field.TagField is not null, $"tag = {LuaText.Quote(field.TagField ?? "")}");
        Add(field.Cases.Count > 0, $"cases = {{ {string.Join(", ", field.Cases.Select(one => $"{{ {LuaText.Halves(Raw(one.Tag, field.TagField))}, frame = {LuaText.Quote(one.Schema().Name)} }}"))} }}");
        Add(field.Element is not null, $"element = {(field.Element is { } element ? Field(element, $"{name}.item") : "")}");
        if (field.Condition is { } condition)
        {
            parts.Add($"condition = {{ field = {LuaText.Quote(condition.Field)}, {LuaText.Halves(Raw(condition.Mask, condition.Field))}"
                + (condition.Equal is { } equal ? $", equal = {{ {LuaText.Halves(Raw(equal, condition.Field))} }} }}" : " }"));
        }

        // The lengths whose regions begin here, the outermost first.
        string[] measured =
        [
            .. frame.Fields.Where(length => length.Role == FieldRole.Length && length.Target == field.Name && field.Name.Length > 0 && !(IsDirect(field) && field.ExtentField == length.Name && length.TargetEnd is null))
                .OrderByDescending(length => IndexOf(length.TargetEnd ?? length.Target)).Select(length => LuaText.Quote(length.Name)),
        ];
        Add(measured.Length > 0, $"measured = {{ {string.Join(", ", measured)} }}");
        return $"{{ {string.Join(", ", parts)} }}";
    }

    /// <summary>Whether a length measures this field alone (see <c>SchemaLinks.IsDirect</c>).</summary>
    bool IsDirect(FieldSchema field) => field is { Extent: Extent.LengthField, ExtentField: { } name }
        && frame.Find(name) is { Role: FieldRole.Length, TargetEnd: null, Target: { } target } && target == field.Name;

    int IndexOf(string? name) => frame.Fields.ToList().FindIndex(field => field.Name == name);

    /// <summary>Raw bits as the dissector reads them: no wider than the field.</summary>
    ulong Raw(ulong value, string? field) => frame.Find(field ?? "") is { BitWidth: > 0 and < 64 } of ? value & ((1UL << of.BitWidth) - 1) : value;

    static string Kind(FieldSchema field) => field.Kind == FieldKind.Integer ? "int" : field.Kind.ToString().ToLowerInvariant();

    string Declaration(FieldSchema field, string name)
    {
        var id = LuaText.Quote(LuaDissector.FieldName(plugin, frame.Name, name));
        var title = LuaText.Quote(name);
        var names = field.Names.Count == 0 || field.BitWidth > 32 ? "" : $", {{ {string.Join(", ", field.Names.Select(one => $"[{Value(field, one.Value)}] = {LuaText.Quote(one.Name)}"))} }}";
        return field.Kind switch
        {
            FieldKind.Integer or FieldKind.VarInt => $"ProtoField.{(field.IsSigned ? "" : "u")}int{Width(field)}({id}, {title}, base.DEC{names})",
            FieldKind.Float => $"ProtoField.{(field.BitWidth == 64 ? "double" : "float")}({id}, {title})",
            FieldKind.Text => $"ProtoField.string({id}, {title})",
            FieldKind.Bytes or FieldKind.Custom => $"ProtoField.bytes({id}, {title})",
            _ => $"ProtoField.none({id}, {title})",
        };
    }

    static int Width(FieldSchema field) => field.Kind == FieldKind.VarInt || field.BitWidth > 32 ? 64 : field.BitWidth <= 8 ? 8 : field.BitWidth <= 16 ? 16 : field.BitWidth <= 24 ? 24 : 32;

    static string Value(FieldSchema field, ulong raw) => field.IsSigned ? ((long)raw).ToString(CultureInfo.InvariantCulture) : raw.ToString(CultureInfo.InvariantCulture);
}
