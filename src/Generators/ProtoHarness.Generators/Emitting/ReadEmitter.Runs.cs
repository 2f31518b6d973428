using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Runs of fixed-width fields: one bounds check for all of them.</summary>
sealed partial class ReadEmitter
{
    void EmitRun(RunStep run)
    {
        var first = Fields[run.Items[0].Field];
        var checks = CountEarlyChecks(run);
        code.Open($"if (limit - pos < {run.Bytes})");
        if (checks > 0)
        {
            // What is wrong in the bytes that are there is wrong whatever follows: no more is asked for.
            _partials.Add((run, checks));
            code.Open("if (limit > pos)");
            code.Line($"var partial = __Partial{run.Index}(source.Window(pos, (int)(limit - pos)), pos);");
            code.If("!partial.IsComplete", "return partial;");
            code.Close();
            code.Line();
        }

        code.Line(Short($"pos + {run.Bytes}", run.Rest, first));
        code.Close();
        code.Line();
        var window = $"run{run.Index}";
        code.Line($"var {window} = source.Window(pos, {run.Bytes});");
        foreach (var item in run.Items)
        {
            if (item.IsPadding)
            {
                EmitRunPadding(item, window, $"pos + {item.Offset}");
            }
            else
            {
                EmitRunField(item, window, $"pos + {item.Offset}", isPartial: false);
            }
        }

        code.Line($"pos += {run.Bytes};");
        foreach (var item in run.Items.Where(item => !item.IsPadding))
        {
            EmitSlice(run, item);
        }
    }

    /// <summary>A run of which not all is there: the same checks, as far as they can be made.</summary>
    void EmitPartials()
    {
        foreach (var (run, _) in _partials)
        {
            code.Line();
            code.Line(Code.NoInline);
            code.Open($"static {Code.Result} __Partial{run.Index}({Code.Span} run, long pos)");
            code.Open("unchecked");
            foreach (var item in run.Items)
            {
                EmitPartialItem(item);
            }

            code.Line($"return {Code.Result}.Complete(0);");
            code.Close();
            code.Close();
        }
    }

    void EmitPartialItem(RunItem item)
    {
        var field = Fields[item.Field];
        var place = $"pos + {item.Offset}";
        if (!item.IsPadding && field is { Role: WireRole.Constant, GroupBytes: 0 })
        {
            code.If(
                $"!{Code.Reading}.StartsLike(run, {item.Offset}, {Code.Bytes(field.Constant)})",
                $"return {Code.Result}.Malformed({errors.Constant(field)}, {place});");
            return;
        }

        if (!item.IsPadding && !HasEarlyCheck(item))
        {
            return;
        }

        code.Open($"if (run.Length >= {item.Offset + item.Bytes})");
        if (item.IsPadding)
        {
            EmitRunPadding(item, "run", place);
        }
        else
        {
            EmitRunField(item, "run", place, isPartial: true);
        }

        code.Close();
    }

    int CountEarlyChecks(RunStep run) => run.Bytes == 1 ? 0 : run.Items.Count(HasEarlyCheck);

    bool HasEarlyCheck(RunItem item) => item.IsPadding
        || GroupOf(item.Field).Any(index =>
            Fields[index].Role == WireRole.Constant
            || (Fields[index].IsNumber && NumberCode.Checks(frame, Fields[index], Fields[index], "v", errors).Any()));

    void EmitRunPadding(RunItem item, string window, string place)
    {
        var wrong = item.Bytes == 1
            ? $"{window}[{item.Offset}] != 0"
            : $"!{Code.Reading}.IsZero({window}.Slice({item.Offset}, {item.Bytes}))";
        code.If(wrong, $"return {Code.Result}.Malformed({errors.Padding(Fields[item.Field])}, {place});");
    }

    void EmitRunField(RunItem item, string window, string place, bool isPartial)
    {
        var field = Fields[item.Field];
        EmitStartMark(item.Field, place, isPartial);
        if (field.GroupBytes > 0)
        {
            EmitGroup(item, window, place, isPartial);
        }
        else if (field.IsNumber)
        {
            code.Line($"var v{item.Field} = {NumberCode.Read(field, window, item.Offset)};");
            EmitNumberChecks(item.Field, place);
            EmitMeasure(item.Field, isPartial);
        }
        else if (field.Kind == WireKind.Float)
        {
            code.Line($"var f{item.Field} = {NumberCode.Read(field, window, item.Offset)};");
        }
        else if (field.Role == WireRole.Constant)
        {
            var part = $"{window}.Slice({item.Offset}, {item.Bytes})";
            code.If(
                $"!global::System.MemoryExtensions.SequenceEqual({part}, {Code.Bytes(field.Constant)})",
                $"return {Code.Result}.Malformed({errors.Constant(field)}, {place});");
        }

        EmitEndMark(item.Field, $"{place} + {item.Bytes}", isPartial);
    }

    void EmitGroup(RunItem item, string window, string place, bool isPartial)
    {
        code.Line($"var group{item.Field} = {NumberCode.ReadGroup(Fields[item.Field], window, item.Offset)};");
        foreach (var index in GroupOf(item.Field))
        {
            code.Line($"var v{index} = {NumberCode.FromGroup(Fields[index], $"group{item.Field}")};");
            EmitNumberChecks(index, place);
            EmitMeasure(index, isPartial);
            if (index != item.Field)
            {
                EmitEndMark(index, $"{place} + {item.Bytes}", isPartial);
            }
        }
    }

    /// <summary>The fields of a group, or just the field.</summary>
    IEnumerable<int> GroupOf(int first)
    {
        yield return first;
        for (var i = first; Fields[i].GroupBytes > 0 && Fields[i].BitShift > 0; i++)
        {
            yield return i + 1;
        }
    }

    void EmitNumberChecks(int index, string place)
    {
        foreach (var (wrong, error) in NumberCode.Checks(frame, Fields[index], Fields[index], $"v{index}", errors))
        {
            code.If(wrong, $"return {Code.Result}.Malformed({error}, {place});");
        }
    }

    /// <summary>What a length or count says, as the local that its target uses.</summary>
    void EmitMeasure(int index, bool isPartial)
    {
        var field = Fields[index];
        if (isPartial)
        {
            return;
        }

        if (field.Role == WireRole.Length)
        {
            var isDirect = Region.IsDirect([.. Fields], index);
            var adjust = field.Adjust == 0 ? "" : field.Adjust > 0 ? $" - {field.Adjust}" : $" + {-(long)field.Adjust}";
            code.Line($"long n{(isDirect ? field.Target : index)} = (long)v{index}{adjust};");
        }
        else if (field.Role == WireRole.Count)
        {
            code.Line($"long c{field.Target} = (long)v{index};");
        }
    }

    /// <summary>Bytes and text of a run are kept only after all of its numbers are right: nothing is copied in vain.</summary>
    void EmitSlice(RunStep run, RunItem item)
    {
        var field = Fields[item.Field];
        var from = $"pos - {run.Bytes - item.Offset}";
        if (field.Kind == WireKind.Bytes)
        {
            code.Line($"{field.Type} f{item.Field} = {Bytes(field, from, item.Bytes.ToString())};");
        }
        else if (field.Kind == WireKind.Text && field.Role == WireRole.Constant)
        {
            var text = new string([.. field.Constant.Select(one => (char)one)]);
            code.Line($"string f{item.Field} = {Code.Text(text)};");
        }
        else if (field.Kind == WireKind.Text)
        {
            EmitText(item.Field, from, item.Bytes.ToString(), $"string? f{item.Field}");
        }
    }
}
