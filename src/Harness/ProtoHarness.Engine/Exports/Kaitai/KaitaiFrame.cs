using System.Globalization;
using System.Text;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>One frame as a type of a Kaitai Struct file. A run of fields that one length measures becomes a type of its own, because only that can be given a size.</summary>
sealed class KaitaiFrame(FrameSchema frame, StringBuilder yaml)
{
    string Type => KaitaiStruct.Name(frame.Name);

    public void Write()
    {
        var fields = frame.Fields;
        var inner = new List<(string Type, int From, int To)>();
        Head(Type, frame.Summary);
        for (var i = 0; i < fields.Count; i++)
        {
            var length = fields.FirstOrDefault(one => one.Role == FieldRole.Length && one.TargetEnd is not null && one.Target == fields[i].Name);
            if (length is null)
            {
                Field(fields[i], "");
                continue;
            }

            var last = Math.Max(i, fields.ToList().FindIndex(one => one.Name == length.TargetEnd));
            var type = $"{Type}_{KaitaiStruct.Name(length.Name)}_run";
            inner.Add((type, i, last));
            yaml.Append(CultureInfo.InvariantCulture, $"      - id: {KaitaiStruct.Name(length.Name)}_run\n        type: {type}\n        size: {Size(length, "")}\n");
            i = last;
        }

        foreach (var (type, from, to) in inner)
        {
            Head(type, $"The fields that one length of {frame.Name} measures.");
            for (var i = from; i <= to; i++)
            {
                Field(fields[i], "_parent.");
            }
        }
    }

    void Head(string type, string summary)
    {
        yaml.Append(CultureInfo.InvariantCulture, $"  {type}:\n");
        if (summary.Length > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    doc: {KaitaiStruct.Quote(summary)}\n");
        }

        yaml.Append("    seq:\n");
    }

    void Field(FieldSchema field, string scope)
    {
        var id = KaitaiStruct.Name(field.Name);
        var condition = field.Condition is { } when ? $"        if: {Condition(when, scope)}\n" : "";
        Padding($"{id}_before", field.PaddingBefore, field.AlignBefore, condition);
        if (field.Extent == Extent.Prefixed)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"      - id: len_{id}\n        type: {Prefix(field)}\n{condition}");
        }

        yaml.Append(CultureInfo.InvariantCulture, $"      - id: {id}\n");
        foreach (var line in Lines(field, id, scope))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"        {line}\n");
        }

        yaml.Append(condition);
        var doc = field.Role == FieldRole.Checksum ? $"{field.Summary} Checksum {field.Checksum?.Name}, not verified here.".Trim() : field.Summary;
        if (doc.Length > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"        doc: {KaitaiStruct.Quote(doc)}\n");
        }

        Padding($"{id}_after", field.PaddingAfter, field.AlignAfter, condition);
    }

    void Padding(string id, int count, int align, string condition)
    {
        if (count > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"      - id: {id}\n        size: {count}\n{condition}");
        }

        if (align > 1)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"      - id: {id}_align\n        size: ({align} - _io.pos % {align}) % {align}\n{condition}");
        }
    }

    IEnumerable<string> Lines(FieldSchema field, string id, string scope)
    {
        var size = field.Extent switch
        {
            Extent.Fixed => field.FixedLength.ToString(CultureInfo.InvariantCulture),
            Extent.Prefixed => $"len_{id}{(field.Prefix == LengthPrefix.VarInt ? ".value" : "")}",
            Extent.LengthField when frame.Find(field.ExtentField ?? "") is { TargetEnd: null } length => Size(length, scope),
            _ => "",
        };
        switch (field.Kind)
        {
            case FieldKind.Bytes or FieldKind.Text when field.Role == FieldRole.Constant:
                yield return $"contents: [{string.Join(", ", field.Constant.ToArray().Select(b => $"0x{b:x2}"))}]";
                break;
            case FieldKind.Bytes or FieldKind.Text or FieldKind.Custom when field.Extent == Extent.Delimited:
                if (field.Kind == FieldKind.Text)
                {
                    yield return "type: str";
                    yield return Encoding(field);
                }

                yield return $"terminator: {field.Delimiter.Span[^1]}";
                if (field.Delimiter.Length > 1)
                {
                    yield return $"# ends at the {field.Delimiter.Length} bytes {Convert.ToHexStringLower(field.Delimiter.Span)}; the format knows the last of them alone";
                }

                break;
            case FieldKind.Text:
                yield return "type: str";
                yield return Encoding(field);
                yield return size.Length > 0 ? $"size: {size}" : "size-eos: true";
                break;
            case FieldKind.Bytes or FieldKind.Custom:
                yield return size.Length > 0 ? $"size: {size}" : "size-eos: true";
                break;
            case FieldKind.Array:
                foreach (var line in Array(field, id, scope, size))
                {
                    yield return line;
                }

                break;
            case FieldKind.Union:
                if (size.Length > 0)
                {
                    yield return $"size: {size}";
                }

                yield return "type:";
                yield return $"  switch-on: {Reference(field.TagField ?? "", scope)}";
                yield return "  cases:";
                foreach (var one in field.Cases)
                {
                    yield return $"    {one.Tag}: {KaitaiStruct.Name(one.Schema().Name)}";
                }

                break;
            default:
                if (size.Length > 0 && field.Kind == FieldKind.Frame)
                {
                    yield return $"size: {size}";
                }

                yield return $"type: {Scalar(field)}";
                if (field.Role == FieldRole.Constant)
                {
                    yield return $"valid: {Number(field)}";
                }
                else if (field.Names.Count > 0)
                {
                    yield return $"enum: {KaitaiEnums.NameOf(field)}";
                }

                break;
        }
    }

    IEnumerable<string> Array(FieldSchema field, string id, string scope, string size)
    {
        yield return $"type: {Scalar(field.Element!)}";
        switch (field.Extent)
        {
            case Extent.CountField:
                yield return "repeat: expr";
                yield return $"repeat-expr: {Reference(field.ExtentField ?? "", scope)}";
                break;
            case Extent.Fixed:
                yield return "repeat: expr";
                yield return $"repeat-expr: {field.FixedLength}";
                break;
            default:
                yield return size.Length > 0 ? "repeat: until" : "repeat: eos";
                if (size.Length > 0)
                {
                    yield return $"repeat-until: _io.pos >= {size} # from the start of {id}";
                }

                break;
        }
    }

    string Size(FieldSchema length, string scope) => $"{Reference(length.Name, scope)}{(length.Adjust == 0 ? "" : length.Adjust > 0 ? $" - {length.Adjust}" : $" + {-length.Adjust}")}";

    string Reference(string name, string scope)
    {
        var isVarInt = frame.Find(name)?.Kind == FieldKind.VarInt;
        return $"{scope}{KaitaiStruct.Name(name)}{(isVarInt ? ".value" : frame.Find(name)?.Names.Count > 0 ? ".to_i" : "")}";
    }

    string Condition(FieldCondition condition, string scope)
    {
        var field = Reference(condition.Field, scope);
        var width = frame.Find(condition.Field)?.BitWidth ?? 64;
        var whole = width >= 64 ? ulong.MaxValue : (1UL << width) - 1;
        var masked = (condition.Mask & whole) == whole ? field : $"({field} & {condition.Mask & whole})";
        return condition.Equal is { } equal ? $"{masked} == {equal & whole}" : $"{masked} != 0";
    }

    static string Encoding(FieldSchema field) => $"encoding: {(field.Encoding == TextEncoding.Ascii ? "ASCII" : "UTF-8")}";

    static string Number(FieldSchema field)
    {
        var bytes = field.Constant.ToArray();
        if (field.ByteOrder == ByteOrder.LittleEndian)
        {
            System.Array.Reverse(bytes);
        }

        return $"0x{Convert.ToHexStringLower(bytes)}";
    }

    static string Prefix(FieldSchema field) => field.Prefix switch
    {
        LengthPrefix.VarInt => "vlq_base128_le",
        LengthPrefix.U24 => $"b24{Endian(field)}",
        LengthPrefix.U8 => "u1",
        _ => $"u{(int)field.Prefix}{Endian(field)}",
    };

    static string Endian(FieldSchema field) => field.ByteOrder == ByteOrder.LittleEndian ? "le" : "be";

    static string Scalar(FieldSchema field) => field.Kind switch
    {
        FieldKind.Frame => KaitaiStruct.Name(field.Nested!().Name),
        FieldKind.VarInt => "vlq_base128_le",
        FieldKind.Float => $"f{field.BitWidth / 8}{Endian(field)}",
        FieldKind.Integer when field.BitGroupBytes > 0 => $"b{field.BitWidth}",
        FieldKind.Integer when field.BitWidth == 8 => field.IsSigned ? "s1" : "u1",
        FieldKind.Integer when field.BitWidth is 16 or 32 or 64 => $"{(field.IsSigned ? 's' : 'u')}{field.BitWidth / 8}{Endian(field)}",
        FieldKind.Integer => $"b{field.BitWidth}{Endian(field)}",
        FieldKind.Text => "str",
        _ => "bytes",
    };
}
