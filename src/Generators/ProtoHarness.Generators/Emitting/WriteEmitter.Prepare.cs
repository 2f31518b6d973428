using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>The first half of writing: what cannot be written is refused, everything else is measured.</summary>
sealed partial class WriteEmitter
{
    // Bytes that are known to be written but not yet added to the total.
    long _pending;

    void EmitPrepare()
    {
        var outs = string.Concat(_shared.Select(local => $", out {local.Type} {local.Name}"));
        code.Line();
        EmitInlining();
        code.Open($"int __Prepare(int depth{outs})");
        code.Open("unchecked");
        code.Line("long total = 0;");
        foreach (var tag in Enumerable.Range(0, Fields.Count).Where(index => Fields[index].Role == WireRole.Tag))
        {
            // First of all: conditions may depend on it.
            EmitTag(tag);
        }

        foreach (var step in _steps)
        {
            EmitPrepareStep(step);
        }

        Settle();
        if (Fields.Count > 0)
        {
            var most = Math.Min(frame.MaxLength, int.MaxValue);
            var isFixed = _steps.All(step => step is RunStep or PaddingStep);
            if (!isFixed)
            {
                code.If($"total > {most}", Refuse(errors.TooLong(Fields[LastVariable()])));
            }
        }

        code.Line("return (int)total;");
        code.Close();
        code.Close();
    }

    int LastVariable() => _steps.OfType<FieldStep>().Select(step => step.Field).DefaultIfEmpty(Fields.Count - 1).Last();

    static string Refuse(string error) => $"{Code.Writing}.Refuse({error});";

    void Settle()
    {
        if (_pending > 0)
        {
            code.Line($"total += {_pending};");
            _pending = 0;
        }
    }

    void EmitPrepareStep(Step step)
    {
        if (WasMeasuredAhead(step))
        {
            return;
        }

        switch (step)
        {
            case RunStep run:
                _pending += run.Bytes;
                foreach (var item in run.Items.Where(item => !item.IsPadding))
                {
                    EmitPrepareRunField(item);
                }

                break;
            case PaddingStep padding:
                _pending += padding.Bytes;
                break;
            case AlignStep align:
                Settle();
                code.Line($"total += -total & {align.Bytes - 1};");
                break;
            case RegionStartStep start:
                Settle();
                code.Line($"long start{start.Region.Length} = total;");
                break;
            case RegionEndStep stop:
                Settle();
                code.Line($"n{stop.Region.Length} = total - start{stop.Region.Length};");
                EmitLengthCheck(stop.Region.Length);
                break;
            case FieldStep field:
                EmitPrepareField(field.Field);
                break;
        }
    }

    void EmitPrepareRunField(RunItem item)
    {
        for (var i = item.Field; ; i++)
        {
            EmitPrepareValue(i);
            if (Fields[i].GroupBytes == 0 || Fields[i].BitShift == 0)
            {
                return;
            }
        }
    }

    /// <summary>The checks of a field of fixed width.</summary>
    void EmitPrepareValue(int index)
    {
        var field = Fields[index];
        if (field.Role != WireRole.Value || field.IsBool)
        {
            return;
        }

        if (field.IsNumber)
        {
            EmitNumberChecks(index, field);
        }
        else if (field.Kind is WireKind.Bytes or WireKind.Text)
        {
            var length = EmitMeasuredLength(index, $"m{index}");
            code.If($"{length} != {field.FixedLength}", Refuse(errors.Length(field)));
        }
    }

    void EmitNumberChecks(int index, FieldModel field)
    {
        if (WireBounds.Narrower(field) is var (least, most) && (least || most || field.IsClosed))
        {
            var number = NumberCode.FromValue(field, Present(index));
            if (field.IsClosed)
            {
                foreach (var (wrong, error) in NumberCode.Checks(frame, field, field, $"({number})", errors).Take(1))
                {
                    code.If(wrong, Refuse(error));
                }
            }

            if (least)
            {
                code.If($"{number} < {Code.Number(field.Min, field.Keyword)}", Refuse(errors.Value(field)));
            }

            if (most)
            {
                code.If($"{number} > {Code.Number(field.Max, field.Keyword)}", Refuse(errors.Value(field)));
            }
        }
    }

    void EmitPrepareField(int index)
    {
        var field = Fields[index];
        if (field.Condition is null)
        {
            EmitPreparePresent(index);
            return;
        }

        Settle();
        if (HasLength(field))
        {
            code.Line($"n{index} = 0;");
        }

        if (field.Kind == WireKind.Array)
        {
            code.Line($"c{index} = 0;");
        }

        code.Open($"if ({Condition(index)})");
        if (!field.IsDerived)
        {
            code.If($"{Property(index)} is null", Refuse(errors.Condition(field)));
        }

        _pending += field.PaddingBefore;
        EmitPrepareAlign(field.AlignBefore);
        EmitPreparePresent(index);
        _pending += field.PaddingAfter;
        EmitPrepareAlign(field.AlignAfter);
        Settle();
        code.Close();
        if (!field.IsDerived)
        {
            code.Open($"else if ({Property(index)} is not null)");
            code.Line(Refuse(errors.Condition(field)));
            code.Close();
        }

        EmitDirectChecks(index);
    }

    void EmitPrepareAlign(int align)
    {
        if (align > 1)
        {
            Settle();
            code.Line($"total += -total & {align - 1};");
        }
    }

    /// <summary>A direct length and a count are checked where their target is measured.</summary>
    void EmitDirectChecks(int index)
    {
        var field = Fields[index];
        if (field.Extent == WireExtent.LengthField && Region.IsDirect([.. Fields], field.ExtentField))
        {
            EmitLengthCheck(field.ExtentField);
        }

        if (field.Extent == WireExtent.CountField)
        {
            var count = Fields[field.ExtentField];
            EmitBounds(count, $"c{index}", errors.Counted(count, field), errors.Counted(count, field));
        }
    }

    void EmitLengthCheck(int index)
    {
        var length = Fields[index];
        var target = Fields[length.Target];
        EmitBounds(length, LengthValue(index), errors.Below(length, target), errors.Measured(length, target));
    }

    void EmitBounds(FieldModel field, string value, string below, string above)
    {
        // A length above 2^62 cannot come up: it is the length of something that is in memory.
        if (field.Min > 0 || field.Adjust < 0)
        {
            code.If($"{value} < {Code.Number(field.Min, "long")}", Refuse(below));
        }

        if (field.Max < long.MaxValue)
        {
            code.If($"{value} > {Code.Number(field.Max, "long")}", Refuse(above));
        }
    }
}
