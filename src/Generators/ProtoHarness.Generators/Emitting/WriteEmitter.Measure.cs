using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Measures the fields of variable length.</summary>
sealed partial class WriteEmitter
{
    void EmitPreparePresent(int index)
    {
        var field = Fields[index];
        switch (field.Kind)
        {
            case WireKind.Integer or WireKind.Float:
                EmitPrepareValue(index);
                _pending += field.WireBytes;
                return;
            case WireKind.VarInt:
                EmitPrepareVarInt(index);
                return;
            case WireKind.Bytes or WireKind.Text when field.Extent == WireExtent.Fixed:
                EmitPrepareValue(index);
                _pending += field.FixedLength;
                return;
        }

        Settle();
        switch (field.Kind)
        {
            case WireKind.Bytes or WireKind.Text:
                EmitMeasuredLength(index, $"n{index}", isShared: true);
                EmitOwnBounds(field, $"n{index}", errors.Length(field));
                break;
            case WireKind.Frame:
                EmitNullCheck(index);
                EmitDepthCheck(field);
                code.Line($"n{index} = {Measure(Present(index), field.IsGenerated)};");
                break;
            case WireKind.Union:
                EmitMeasureUnion(index);
                break;
            case WireKind.Array:
                EmitMeasureArray(index);
                break;
            case WireKind.Custom:
                code.Line($"n{index} = {field.Converter}.GetEncodedLength({Present(index)});");
                EmitOwnBounds(field, $"n{index}", errors.Length(field));
                break;
        }

        EmitOverhead(index);
        if (field.Condition is null)
        {
            EmitDirectChecks(index);
        }
    }

    void EmitOverhead(int index)
    {
        var field = Fields[index];
        if (field.Extent == WireExtent.Prefixed)
        {
            if (field.Kind is not (WireKind.Bytes or WireKind.Text or WireKind.Custom))
            {
                var max = Math.Min(field.MaxBytes, Sizes.MaxContent(field));
                var error = errors.Limit(field, "the length in bytes", Sizes.MinContent(field), max, $"MaxLength of [Frame] on {frame.Name}");
                code.If($"n{index} > {max}", Refuse(error));
            }

            if (field.Prefix == 16)
            {
                code.Line($"total += {Code.Runtime}.VarInts.Measure((ulong)n{index});");
            }
            else
            {
                _pending += field.Prefix;
            }
        }
        else if (field.Extent == WireExtent.Delimited)
        {
            _pending += field.Delimiter.Length;
            var delimiter = Code.Bytes(Code.Ascii(field.Delimiter));
            var value = field.Kind == WireKind.Bytes && field.Holder == Holder.Memory ? $"{Present(index)}.Span" : Present(index);
            code.If($"!{Code.Writing}.FitsDelimiter({value}, {delimiter})", Refuse(errors.Delimiter(field)));
        }

        code.Line($"total += n{index};");
    }

    /// <summary>The length in bytes of bytes or text, in a new local or a shared one.</summary>
    string EmitMeasuredLength(int index, string local, bool isShared = false)
    {
        var field = Fields[index];
        EmitNullCheck(index);
        var value = Present(index);
        var length = field.Kind == WireKind.Text
            ? $"{Code.Runtime}.Texts.Measure({value}, {Code.Encoding(field)})" : $"{value}.Length";
        code.Line($"{(isShared ? "" : "long ")}{local} = {length};");
        if (field.Kind == WireKind.Text)
        {
            code.If($"{local} < 0", Refuse(errors.Text(field)));
        }

        return local;
    }

    void EmitNullCheck(int index)
    {
        var field = Fields[index];
        var mayBeNull = field.Kind switch
        {
            WireKind.Bytes or WireKind.Array => field.Holder is Holder.Array or Holder.ReadOnlyList,
            _ => !field.IsValueType,
        };
        if (mayBeNull && field.Condition is null)
        {
            code.If($"{Property(index)} is null", Refuse(errors.Null(field)));
        }
    }

    void EmitOwnBounds(FieldModel field, string local, string error)
    {
        if (field.MinLength > 0)
        {
            code.If($"{local} < {field.MinLength}", Refuse(error));
        }

        if (field.MaxLength < int.MaxValue || field.Holder == Holder.Sequence)
        {
            code.If($"{local} > {field.MaxLength}", Refuse(error));
        }
    }

    void EmitDepthCheck(FieldModel field) =>
        code.If($"depth >= {Code.Framing}.FrameSchema.MaxDepth", Refuse(errors.TooDeep(field)));

    static string Measure(string value, bool isGenerated) =>
        isGenerated ? $"{value}.__Measure(depth + 1)" : $"{value}.GetEncodedLength()";

    void EmitPrepareVarInt(int index)
    {
        var field = Fields[index];
        if (field.Role == WireRole.Constant)
        {
            _pending += field.Constant.Count;
            return;
        }

        if (field.Role == WireRole.Value)
        {
            EmitNumberChecks(index, field);
        }

        Settle();
        if (field.Role is WireRole.Length or WireRole.Count)
        {
            // Its own width depends on what comes later, so that is measured ahead.
            EmitMeasureAhead(index);
            return;
        }

        code.Line($"total += {Code.Runtime}.VarInts.Measure({WireNumber(field, NumberOf(index))});");
    }

    /// <summary>A varint as it stands on the wire.</summary>
    static string WireNumber(FieldModel field, string number) =>
        field.ZigZag ? $"{Code.Runtime}.VarInts.Fold({number})" : field.IsSigned ? $"(ulong)(long)({number})" : $"(ulong)({number})";

    /// <summary>A tag is what the type of the union's value says.</summary>
    void EmitTag(int index)
    {
        var field = Fields[index];
        var union = Fields[field.Target];
        code.Open($"switch ({Property(field.Target)})");
        foreach (var one in union.Cases.OrderByDescending(one => one.Ancestors))
        {
            var tag = Numbers.FromRaw(one.Raw, Numbers.RawBits(field), field.IsSigned);
            code.Line($"case {one.Type}:");
            code.Line($"    t{index} = {Code.Number(tag, field.Keyword)};");
            code.Line("    break;");
        }

        code.Line("default:");
        code.Line($"    t{index} = 0;");
        code.Line("    " + Refuse(errors.Tag(union)));
        code.Line("    break;");
        code.Close();
    }

    void EmitMeasureUnion(int index)
    {
        var field = Fields[index];
        EmitDepthCheck(field);
        code.Open($"switch ({Property(index)})");
        var number = 0;
        foreach (var one in field.Cases.OrderByDescending(one => one.Ancestors))
        {
            code.Line($"case {one.Type} y{index}_{number}:");
            code.Line($"    n{index} = {Measure($"y{index}_{number++}", one.IsGenerated)};");
            code.Line("    break;");
        }

        code.Line("default:");
        code.Line($"    n{index} = 0;");
        code.Line("    break;");
        code.Close();
    }

    void EmitMeasureArray(int index)
    {
        var field = Fields[index];
        var element = field.Element!;
        EmitNullCheck(index);
        code.Line($"c{index} = {Count(index)};");
        var bounds = field.Extent == WireExtent.Fixed ? $"c{index} != {field.FixedLength}"
            : field.MinLength > 0 ? $"c{index} < {field.MinLength} || c{index} > {field.MaxLength}"
            : $"c{index} > {field.MaxLength}";
        code.If(bounds, Refuse(errors.Count(field)));
        var isFixed = element.Kind is WireKind.Integer or WireKind.Float;
        code.Line(isFixed ? $"n{index} = (long)c{index} * {element.WireBytes};" : $"n{index} = 0;");
        var needsLoop = !isFixed || ElementChecks(index).Any();
        if (!needsLoop)
        {
            return;
        }

        code.Line($"var a{index} = {Elements(index)};");
        code.Open($"for (int i{index} = 0; i{index} < c{index}; i{index}++)");
        if (element.Kind == WireKind.Frame)
        {
            EmitDepthCheck(field);
            if (!element.IsValueType)
            {
                code.If($"a{index}[i{index}] is null", Refuse(errors.Null(field)));
            }

            code.Line($"int o{index} = {Measure($"a{index}[i{index}]", element.IsGenerated)};");
            code.If($"o{index} == 0", Refuse(errors.Element(field)));
            code.Line($"n{index} += o{index};");
        }
        else
        {
            code.Line($"var v{index}e = {NumberCode.FromValue(element, $"a{index}[i{index}]")};");
            foreach (var (wrong, error) in ElementChecks(index))
            {
                code.If(wrong, Refuse(error));
            }

            if (element.Kind == WireKind.VarInt)
            {
                code.Line($"n{index} += {Code.Runtime}.VarInts.Measure({WireNumber(element, $"v{index}e")});");
            }
        }

        code.Close();
    }

    IEnumerable<(string Wrong, string Error)> ElementChecks(int index)
    {
        var element = Fields[index].Element!;
        if (!element.IsNumber || element.IsBool)
        {
            return [];
        }

        // What does not fit the wire must be refused here, though reading cannot meet it.
        var (least, most) = WireBounds.Narrower(element);
        var checks = new List<(string, string)>();
        if (element.IsClosed)
        {
            checks.Add(NumberCode.Checks(frame, element, Fields[index], $"v{index}e", errors).First());
        }

        var error = least || most ? errors.Value(Fields[index] with { Min = element.Min, Max = element.Max }) : "";
        if (least)
        {
            checks.Add(($"v{index}e < {Code.Number(element.Min, element.Keyword)}", error));
        }

        if (most)
        {
            checks.Add(($"v{index}e > {Code.Number(element.Max, element.Keyword)}", error));
        }

        return checks;
    }

    string Count(int index) => Fields[index].Holder switch
    {
        Holder.ReadOnlyList => $"{Present(index)}.Count",
        Holder.ImmutableArray => $"{Present(index)}.IsDefault ? 0 : {Present(index)}.Length",
        _ => $"{Present(index)}.Length",
    };

    /// <summary>Something with an indexer over the elements.</summary>
    string Elements(int index) => Fields[index].Holder == Holder.Memory ? $"{Present(index)}.Span" : Present(index);
}
