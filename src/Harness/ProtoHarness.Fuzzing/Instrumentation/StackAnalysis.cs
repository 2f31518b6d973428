using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>
/// Interprets a body abstractly and says what lies on the stack in front of each instruction. What cannot be told is
/// <see cref="StackKind.Unknown"/>, and such a comparison gets no hook.
/// </summary>
sealed class StackAnalysis
{
    readonly MethodBody _body;
    readonly Dictionary<Instruction, StackKind[]> _before = [];

    StackAnalysis(MethodBody body) => _body = body;

    /// <summary>Interprets a body.</summary>
    public static StackAnalysis Of(MethodBody body)
    {
        var analysis = new StackAnalysis(body);
        analysis.Run();
        return analysis;
    }

    /// <summary>The two topmost slots in front of an instruction, the upper one second.</summary>
    public (StackKind Left, StackKind Right) Operands(Instruction instruction) =>
        _before.TryGetValue(instruction, out var stack) && stack.Length >= 2 ? (stack[^2], stack[^1]) : default;

    /// <summary>The topmost slot in front of an instruction.</summary>
    public StackKind Top(Instruction instruction) =>
        _before.TryGetValue(instruction, out var stack) && stack.Length >= 1 ? stack[^1] : default;

    void Run()
    {
        var pending = new Stack<(Instruction, StackKind[])>();
        pending.Push((_body.Instructions[0], []));
        foreach (var handler in _body.ExceptionHandlers)
        {
            var hasException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            pending.Push((handler.HandlerStart, hasException ? [StackKind.Object] : []));
            if (handler.FilterStart is { } filter)
            {
                pending.Push((filter, [StackKind.Object]));
            }
        }

        while (pending.TryPop(out var item))
        {
            Follow(item.Item1, item.Item2, pending);
        }
    }

    void Follow(Instruction start, StackKind[] stack, Stack<(Instruction, StackKind[])> pending)
    {
        for (var current = start; current is not null && _before.TryAdd(current, stack); current = current.Next)
        {
            var after = Step(current, stack);
            if (after is null)
            {
                return;
            }

            foreach (var target in Flow.Targets(current))
            {
                pending.Push((target, current.OpCode.Code is Code.Leave or Code.Leave_S ? [] : after));
            }

            if (Flow.EndsFlow(current))
            {
                return;
            }

            stack = after;
        }
    }

    StackKind[]? Step(Instruction instruction, StackKind[] stack)
    {
        var code = instruction.OpCode.Code;
        if (code == Code.Dup)
        {
            return stack.Length == 0 ? null : [.. stack, stack[^1]];
        }

        var pops = Pops(instruction, stack.Length);
        if (pops > stack.Length)
        {
            return null;
        }

        var kept = stack.AsSpan(0, stack.Length - pops);
        var pushed = StackEffects.Pushed(instruction, stack, _body);
        return pushed is { } kind ? [.. kept, kind] : kept.ToArray();
    }

    int Pops(Instruction instruction, int depth)
    {
        switch (instruction.OpCode.StackBehaviourPop)
        {
            case StackBehaviour.Pop0:
                return 0;
            case StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref:
                return 1;
            case StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
                or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi:
                return 2;
            case StackBehaviour.PopAll:
                return depth;
            case StackBehaviour.Varpop when instruction.OpCode.Code == Code.Ret:
                return depth;
            case StackBehaviour.Varpop:
                var called = (IMethodSignature)instruction.Operand;
                var hasThis = called.HasThis && !called.ExplicitThis && instruction.OpCode.Code != Code.Newobj;
                return called.Parameters.Count + (hasThis ? 1 : 0) + (instruction.OpCode.Code == Code.Calli ? 1 : 0);
            default:
                return 3;
        }
    }
}
