using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>
/// A length or count of variable width takes as many bytes as its value asks for, so what it measures is measured ahead. The
/// size is kept and added again at its own place, so that lengths around it stay right.
/// </summary>
sealed partial class WriteEmitter
{
    readonly Dictionary<Step, int> _ahead = [];
    readonly HashSet<int> _added = [];

    void EmitMeasureAhead(int index)
    {
        var steps = StepsMeasuredBy(index).ToList();
        if (!steps.All(_ahead.ContainsKey))
        {
            code.Line($"long ahead{index} = total;");
            foreach (var step in steps)
            {
                EmitPrepareStep(step);
            }

            Settle();
            code.Line($"long size{index} = total - ahead{index};");
            code.Line($"total = ahead{index};");
            foreach (var step in steps)
            {
                _ahead[step] = index;
            }
        }

        code.Line($"total += {Code.Runtime}.VarInts.Measure({WireNumber(Fields[index], NumberOf(index))});");
    }

    IEnumerable<Step> StepsMeasuredBy(int index)
    {
        if (Fields[index].Role == WireRole.Count || Region.IsDirect([.. Fields], index))
        {
            return _steps.Where(step => step is FieldStep field && field.Field == Fields[index].Target);
        }

        var from = _steps.ToList().FindIndex(step => step is RegionStartStep start && start.Region.Length == index);
        var to = _steps.ToList().FindIndex(step => step is RegionEndStep stop && stop.Region.Length == index);
        return _steps.Skip(from).Take(to - from + 1);
    }

    /// <summary>Whether a step was measured already; then its size is added, once for all steps of one measurement.</summary>
    bool WasMeasuredAhead(Step step)
    {
        if (!_ahead.TryGetValue(step, out var index))
        {
            return false;
        }

        if (_added.Add(index))
        {
            Settle();
            code.Line($"total += size{index};");
        }

        return true;
    }
}
