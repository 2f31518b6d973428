using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>How control moves between the instructions of a body.</summary>
static class Flow
{
    /// <summary>Whether the next instruction in the text is never reached from this one.</summary>
    public static bool EndsFlow(Instruction instruction) =>
        instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw
        || instruction.OpCode.Code is Code.Jmp or Code.Endfinally or Code.Endfilter or Code.Rethrow;

    /// <summary>Whether it is a conditional branch or a switch.</summary>
    public static bool IsConditional(Instruction instruction) => instruction.OpCode.FlowControl == FlowControl.Cond_Branch;

    /// <summary>The branch targets, each once.</summary>
    public static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction single => [single],
        Instruction[] many => many.Distinct(),
        _ => [],
    };

    /// <summary>The number of ways that lead to each instruction; one that an exception or a call leads to has one more.</summary>
    public static Dictionary<Instruction, int> CountPredecessors(MethodBody body)
    {
        var counts = body.Instructions.ToDictionary(i => i, _ => 0);
        counts[body.Instructions[0]]++;
        foreach (var handler in body.ExceptionHandlers)
        {
            counts[handler.HandlerStart]++;
            if (handler.FilterStart is { } filter)
            {
                counts[filter]++;
            }
        }

        foreach (var instruction in body.Instructions)
        {
            foreach (var target in Targets(instruction))
            {
                counts[target]++;
            }

            if (!EndsFlow(instruction) && instruction.Next is { } next)
            {
                counts[next]++;
            }
        }

        return counts;
    }

    /// <summary>The targets of branches that go backwards, in the order of the text.</summary>
    public static IReadOnlyList<Instruction> LoopHeaders(MethodBody body)
    {
        var order = new Dictionary<Instruction, int>();
        foreach (var instruction in body.Instructions)
        {
            order[instruction] = order.Count;
        }

        var headers = new SortedDictionary<int, Instruction>();
        foreach (var instruction in body.Instructions)
        {
            foreach (var target in Targets(instruction))
            {
                if (order[target] <= order[instruction])
                {
                    headers[order[target]] = target;
                }
            }
        }

        return [.. headers.Values];
    }
}
