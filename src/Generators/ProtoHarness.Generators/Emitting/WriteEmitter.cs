using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>
/// Emits writing in two halves. The first validates and measures everything, so that what cannot be written is refused before a
/// byte is; the second writes and cannot fail. Locals that pass between them: n1 is a length in bytes, c1 a count, t1 a tag.
/// </summary>
sealed partial class WriteEmitter(FrameModel frame, ErrorTable errors, CodeWriter code)
{
    readonly IReadOnlyList<Step> _steps = Layout.Of(frame);
    readonly List<(string Type, string Name)> _shared = [];

    IReadOnlyList<FieldModel> Fields => frame.Fields;

    public void Emit()
    {
        CollectShared();
        EmitFaces();
        EmitPrepare();
        EmitCore();
    }

    void CollectShared()
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            var field = Fields[i];
            if (field.Role == WireRole.Tag)
            {
                _shared.Add((field.Keyword, $"t{i}"));
            }
            else if (field.Role == WireRole.Length && !Region.IsDirect([.. Fields], i))
            {
                _shared.Add(("long", $"n{i}"));
            }

            if (HasLength(field))
            {
                _shared.Add(("long", $"n{i}"));
            }

            if (field.Kind == WireKind.Array)
            {
                _shared.Add(("int", $"c{i}"));
            }
        }
    }

    /// <summary>Whether the length of the content is needed as a local: it is not fixed.</summary>
    static bool HasLength(FieldModel field) => field.Kind switch
    {
        WireKind.Bytes or WireKind.Text => field.Extent != WireExtent.Fixed,
        WireKind.Array or WireKind.Frame or WireKind.Union or WireKind.Custom => true,
        _ => false,
    };

    void EmitFaces()
    {
        var outs = string.Concat(_shared.Select(local => $", out {local.Type} {local.Name}"));
        var discards = string.Concat(_shared.Select(_ => ", out _"));
        var passed = string.Concat(_shared.Select(local => $", {local.Name}"));
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public int GetEncodedLength() => __Prepare(1{discards});");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line("public int Write(global::System.Span<byte> destination) => __Write(destination, 1);");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Open("public void Write(global::System.Buffers.IBufferWriter<byte> destination)");
        code.Line($"int total = __Prepare(1{outs});");
        code.Open("if (total > 0)");
        code.Line($"__Core(destination.GetSpan(total).Slice(0, total), 1{passed});");
        code.Line("destination.Advance(total);");
        code.Close();
        code.Close();
        code.Line();
        code.Line("/// <summary>The encoded length of a frame inside others. Not for use by hand.</summary>");
        code.Line(Code.Hidden);
        code.Line($"public int __Measure(int depth) => __Prepare(depth{discards});");
        code.Line();
        code.Line("/// <summary>Writes a frame inside others. Not for use by hand.</summary>");
        code.Line(Code.Hidden);
        code.Open("public int __Write(global::System.Span<byte> destination, int depth)");
        code.Line($"int total = __Prepare(depth{outs});");
        code.If("destination.Length < total", $"{Code.Writing}.TooShort(total, destination.Length);");
        code.Line($"__Core(destination.Slice(0, total), depth{passed});");
        code.Line("return total;");
        code.Close();
    }

    void EmitInlining()
    {
        if (Layout.IsSmall(frame))
        {
            code.Line(Code.Inline);
        }
    }

    /// <summary>The property that holds a field.</summary>
    string Property(int index) => $"this.@{Fields[index].Name}";

    /// <summary>The value of a field that is known to be there.</summary>
    string Present(int index)
    {
        var field = Fields[index];
        return field.Condition is null ? Property(index)
            : field.IsValueType ? $"{Property(index)}.GetValueOrDefault()"
            : $"{Property(index)}!";
    }

    /// <summary>The number that is written for a field, in its number type.</summary>
    string NumberOf(int index)
    {
        var field = Fields[index];
        return field.Role switch
        {
            WireRole.Constant => Code.Number(field.ConstantValue, field.Keyword),
            WireRole.Length => Cast(field, LengthValue(index)),
            WireRole.Count => Cast(field, $"c{field.Target}"),
            WireRole.Tag => $"t{index}",
            WireRole.Checksum => "0",
            _ => NumberCode.FromValue(field, Present(index)),
        };
    }

    static string Cast(FieldModel field, string value) => field.Keyword == "long" ? value : $"({field.Keyword})({value})";

    /// <summary>The length that a length field holds, as a long.</summary>
    string LengthValue(int index)
    {
        var field = Fields[index];
        var local = $"n{(Region.IsDirect([.. Fields], index) ? field.Target : index)}";
        return field.Adjust == 0 ? local : field.Adjust > 0 ? $"{local} + {field.Adjust}" : $"{local} - {-(long)field.Adjust}";
    }

    string Condition(int index)
    {
        var condition = Fields[index].Condition!;
        var decider = Fields[condition.Field];
        var number = decider.Role == WireRole.Tag
            ? $"t{condition.Field}" : NumberCode.FromValue(decider, Property(condition.Field));
        return NumberCode.Holds(condition, decider, number);
    }
}
