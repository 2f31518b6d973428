using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>The second half of writing: the bytes. Everything was checked and measured before.</summary>
sealed partial class WriteEmitter
{
    void EmitCore()
    {
        var parameters = string.Concat(_shared.Select(local => $", {local.Type} {local.Name}"));
        code.Line();
        EmitInlining();
        code.Open($"void __Core(global::System.Span<byte> destination, int depth{parameters})");
        code.Open("unchecked");
        code.Line("int pos = 0;");
        foreach (var mark in Marks.Of(frame))
        {
            code.Line($"long {mark} = 0;");
        }

        foreach (var step in _steps)
        {
            EmitCoreStep(step);
        }

        EmitChecksums();
        code.Close();
        code.Close();
    }

    void EmitCoreStep(Step step)
    {
        switch (step)
        {
            case RunStep run:
                code.Line($"var run{run.Index} = destination.Slice(pos, {run.Bytes});");
                foreach (var item in run.Items)
                {
                    EmitCoreItem(item, $"run{run.Index}");
                }

                code.Line($"pos += {run.Bytes};");
                break;
            case PaddingStep padding:
                EmitZeros(padding.Bytes.ToString());
                break;
            case AlignStep align:
                EmitZeros($"(-pos & {align.Bytes - 1})");
                break;
            case FieldStep field:
                EmitCoreField(field.Field);
                break;
        }
    }

    void EmitZeros(string bytes)
    {
        code.Open();
        code.Line($"int zeros = {bytes};");
        code.Line("destination.Slice(pos, zeros).Clear();");
        code.Line("pos += zeros;");
        code.Close();
    }

    void EmitCoreItem(RunItem item, string run)
    {
        if (item.IsPadding)
        {
            code.Line(item.Bytes == 1 ? $"{run}[{item.Offset}] = 0;" : $"{run}.Slice({item.Offset}, {item.Bytes}).Clear();");
            return;
        }

        var field = Fields[item.Field];
        EmitMark("s", item.Field, $"pos + {item.Offset}");
        if (field.GroupBytes > 0)
        {
            EmitGroup(item, run);
            return;
        }

        if (field.IsNumber)
        {
            code.Line(NumberCode.Write(field, run, item.Offset, NumberOf(item.Field)));
        }
        else if (field.Kind == WireKind.Float)
        {
            code.Line(NumberCode.Write(field, run, item.Offset, Present(item.Field)));
        }
        else
        {
            EmitBytes(item.Field, $"{run}.Slice({item.Offset}, {item.Bytes})");
        }

        EmitMark("e", item.Field, $"pos + {item.Offset + item.Bytes}");
    }

    void EmitGroup(RunItem item, string run)
    {
        var parts = new List<string>();
        for (var i = item.Field; ; i++)
        {
            var field = Fields[i];
            var raw = $"((ulong){Parenthesised(NumberOf(i))} & {Code.Hex(Numbers.Mask(ulong.MaxValue, field.WireBits))})";
            parts.Add(field.BitShift == 0 ? raw : $"({raw} << {field.BitShift})");
            EmitMark("e", i, $"pos + {item.Offset + item.Bytes}");
            if (field.BitShift == 0)
            {
                break;
            }
        }

        var first = Fields[item.Field];
        var group = string.Join(" | ", parts);
        code.Line(first.GroupBytes == 1
            ? $"{run}[{item.Offset}] = (byte)({group});"
            : $"{Code.Runtime}.Wire.Write{(first.IsLittle ? "Little" : "Big")}({run}.Slice({item.Offset}, {first.GroupBytes}), {group});");
    }

    static string Parenthesised(string expression) => $"({expression})";

    void EmitCoreField(int index)
    {
        var field = Fields[index];
        EmitMark("s", index, "pos");
        if (field.Condition is not null)
        {
            code.Open($"if ({Condition(index)})");
            EmitCoreAround(field.PaddingBefore, field.AlignBefore);
            if (field.Role == WireRole.Checksum)
            {
                code.Line($"s{index} = pos;");
            }
        }

        EmitCorePresent(index);
        if (field.Condition is not null)
        {
            EmitCoreAround(field.PaddingAfter, field.AlignAfter);
            code.Close();
        }

        EmitMark("e", index, "pos");
    }

    void EmitCoreAround(int padding, int align)
    {
        if (padding > 0)
        {
            EmitZeros(padding.ToString());
        }

        if (align > 1)
        {
            EmitZeros($"(-pos & {align - 1})");
        }
    }

    void EmitCorePresent(int index)
    {
        var field = Fields[index];
        switch (field.Kind)
        {
            case WireKind.Integer or WireKind.Float:
                var value = field.Kind == WireKind.Float ? Present(index) : NumberOf(index);
                code.Line(NumberCode.Write(field, $"destination.Slice(pos, {field.WireBytes})", 0, value).Replace(".Slice(pos, 1)[0]", "[pos]"));
                code.Line($"pos += {field.WireBytes};");
                return;
            case WireKind.VarInt:
                code.Line($"pos += {Code.Runtime}.VarInts.Write(destination.Slice(pos), {WireNumber(field, NumberOf(index))});");
                return;
        }

        EmitCorePrefix(index);
        var length = HasLength(field) ? $"(int)n{index}" : field.FixedLength.ToString();
        switch (field.Kind)
        {
            case WireKind.Bytes or WireKind.Text:
                EmitBytes(index, $"destination.Slice(pos, {length})");
                code.Line($"pos += {length};");
                break;
            case WireKind.Frame:
                code.Line($"pos += {Write(Present(index), field.IsGenerated, length)};");
                break;
            case WireKind.Union:
                EmitCoreUnion(index, length);
                break;
            case WireKind.Array:
                EmitCoreArray(index);
                break;
            case WireKind.Custom:
                code.Line($"{field.Converter}.Write({Present(index)}, destination.Slice(pos, {length}));");
                code.Line($"pos += {length};");
                break;
        }

        if (field.Extent == WireExtent.Delimited)
        {
            code.Line($"{Code.Bytes(Code.Ascii(field.Delimiter))}.CopyTo(destination.Slice(pos));");
            code.Line($"pos += {field.Delimiter.Length};");
        }
    }

    void EmitCorePrefix(int index)
    {
        var field = Fields[index];
        if (field.Extent != WireExtent.Prefixed)
        {
            return;
        }

        if (field.Prefix == 16)
        {
            code.Line($"pos += {Code.Runtime}.VarInts.Write(destination.Slice(pos), (ulong)n{index});");
            return;
        }

        var prefix = ReadEmitter.PrefixField(field);
        var write = NumberCode.Write(prefix, $"destination.Slice(pos, {field.Prefix})", 0, $"({prefix.Keyword})n{index}");
        code.Line(write.Replace(".Slice(pos, 1)[0]", "[pos]"));
        code.Line($"pos += {field.Prefix};");
    }

    void EmitBytes(int index, string destination)
    {
        var field = Fields[index];
        if (field.Role == WireRole.Constant)
        {
            code.Line($"{Code.Bytes(field.Constant)}.CopyTo({destination});");
        }
        else if (field.Kind == WireKind.Text)
        {
            code.Line($"{Code.Runtime}.Texts.Write({Present(index)}, {destination});");
        }
        else
        {
            code.Line(field.Holder switch
            {
                Holder.Sequence => $"{Code.Writing}.Copy({Present(index)}, {destination});",
                Holder.Memory => $"{Present(index)}.Span.CopyTo({destination});",
                _ => $"global::System.MemoryExtensions.CopyTo({Present(index)}, {destination});",
            });
        }
    }

    static string Write(string value, bool isGenerated, string length) => isGenerated
        ? $"{value}.__Write(destination.Slice(pos, {length}), depth + 1)"
        : $"{value}.Write(destination.Slice(pos, {length}))";

    void EmitCoreUnion(int index, string length)
    {
        var field = Fields[index];
        code.Open($"switch ({Property(index)})");
        var number = 0;
        foreach (var one in field.Cases.OrderByDescending(one => one.Ancestors))
        {
            code.Line($"case {one.Type} y{index}_{number}:");
            code.Line($"    pos += {Write($"y{index}_{number++}", one.IsGenerated, length)};");
            code.Line("    break;");
        }

        code.Close();
    }

    void EmitCoreArray(int index)
    {
        var field = Fields[index];
        var element = field.Element!;
        code.Line($"var a{index} = {Elements(index)};");
        code.Open($"for (int i{index} = 0; i{index} < c{index}; i{index}++)");
        var item = $"a{index}[i{index}]";
        if (element.Kind == WireKind.Frame)
        {
            code.Line(element.IsGenerated
                ? $"pos += {item}.__Write(destination.Slice(pos), depth + 1);" : $"pos += {item}.Write(destination.Slice(pos));");
        }
        else if (element.Kind == WireKind.VarInt)
        {
            var number = WireNumber(element, NumberCode.FromValue(element, item));
            code.Line($"pos += {Code.Runtime}.VarInts.Write(destination.Slice(pos), {number});");
        }
        else
        {
            var value = element.Kind == WireKind.Float ? item : NumberCode.FromValue(element, item);
            code.Line(NumberCode.Write(element, $"destination.Slice(pos, {element.WireBytes})", 0, value).Replace(".Slice(pos, 1)[0]", "[pos]"));
            code.Line($"pos += {element.WireBytes};");
        }

        code.Close();
    }

    void EmitMark(string name, int index, string place)
    {
        if (name == "s" ? Marks.HasStart(frame, index) : Marks.HasEnd(frame, index))
        {
            code.Line($"{name}{index} = {place};");
        }
    }

    /// <summary>Checksums come last, and one that covers another after it.</summary>
    void EmitChecksums()
    {
        var left = Enumerable.Range(0, Fields.Count).Where(index => Fields[index].Checksum is not null).ToList();
        while (left.Count > 0)
        {
            var next = left.First(index => left.All(other =>
                other == index || other < Fields[index].Checksum!.From || other > Fields[index].Checksum!.To));
            left.Remove(next);
            var field = Fields[next];
            if (field.Condition is not null)
            {
                code.Open($"if ({Condition(next)})");
            }

            var checksum = Marks.Compute(field, next, $"new {Code.Runtime}.SpanSource(destination)");
            var write = NumberCode.Write(
                field, $"destination.Slice((int)s{next}, {field.WireBytes})", 0, $"({field.Keyword}){checksum}");
            code.Line(write);
            if (field.Condition is not null)
            {
                code.Close();
            }
        }
    }
}
