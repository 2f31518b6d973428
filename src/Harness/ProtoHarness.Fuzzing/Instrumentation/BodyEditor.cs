using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Inserts instructions into a method body and moves what pointed at the old ones: branches, handlers, sequence points.</summary>
sealed class BodyEditor
{
    readonly MethodDefinition _method;
    readonly HashSet<Instruction> _synthetic = [];
    readonly Dictionary<Instruction, SequencePoint> _points;
    readonly Dictionary<Instruction, SequencePoint> _lines = [];

    public BodyEditor(MethodDefinition method)
    {
        _method = method;
        _points = [];
        foreach (var pair in method.DebugInformation.GetSequencePointMapping())
        {
            _points[pair.Key] = pair.Value;
        }

        SequencePoint? current = null;
        foreach (var instruction in Body.Instructions)
        {
            if (_points.TryGetValue(instruction, out var point) && !point.IsHidden)
            {
                current = point;
            }

            if (current is not null)
            {
                _lines[instruction] = current;
            }
        }
    }

    public MethodBody Body => _method.Body;

    /// <summary>Whether an instruction was put here by us.</summary>
    public bool IsSynthetic(Instruction instruction) => _synthetic.Contains(instruction);

    /// <summary>The source position of an original instruction; null without debug information.</summary>
    public SequencePoint? LineOf(Instruction instruction) => _lines.GetValueOrDefault(instruction);

    /// <summary>Inserts code that runs once a call; a loop back to the first instruction does not repeat it.</summary>
    public void InsertAtEntry(params ReadOnlySpan<Instruction> code)
    {
        var first = Body.Instructions[0];
        Place(0, code);
        MovePoint(first, code[0]);
    }

    /// <summary>Inserts code in front of an instruction, on every way that leads to it.</summary>
    public void InsertBefore(Instruction target, params ReadOnlySpan<Instruction> code)
    {
        Place(Body.Instructions.IndexOf(target), code);
        RetargetBranches(target, code[0]);
        RetargetHandlers(target, code[0], starts: true);
        MovePoint(target, code[0]);
    }

    /// <summary>
    /// Inserts code in front of an instruction that only one branch leads to, for that branch. A region that starts there keeps
    /// its start (the branch comes from outside); one that ends there ends in front of the new code.
    /// </summary>
    public void InsertOnOnlyBranch(Instruction target, Instruction branch, params ReadOnlySpan<Instruction> code)
    {
        Place(Body.Instructions.IndexOf(target), code);
        Retarget(branch, target, code[0]);
        RetargetHandlers(target, code[0], starts: false);
    }

    /// <summary>Inserts code directly behind an instruction, for the way that falls through it.</summary>
    public void InsertAfter(Instruction previous, params ReadOnlySpan<Instruction> code) =>
        Place(Body.Instructions.IndexOf(previous) + 1, code);

    /// <summary>Changes one target of a branch or switch.</summary>
    public static void Retarget(Instruction branch, Instruction from, Instruction to)
    {
        if (branch.Operand is Instruction single && single == from)
        {
            branch.Operand = to;
        }
        else if (branch.Operand is Instruction[] many)
        {
            for (var i = 0; i < many.Length; i++)
            {
                if (many[i] == from)
                {
                    many[i] = to;
                }
            }
        }
    }

    void Place(int index, ReadOnlySpan<Instruction> code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            Body.Instructions.Insert(index + i, code[i]);
            _synthetic.Add(code[i]);
        }
    }

    void RetargetBranches(Instruction from, Instruction to)
    {
        foreach (var instruction in Body.Instructions)
        {
            if (!IsSynthetic(instruction))
            {
                Retarget(instruction, from, to);
            }
        }
    }

    void RetargetHandlers(Instruction from, Instruction to, bool starts)
    {
        foreach (var handler in Body.ExceptionHandlers)
        {
            handler.TryEnd = handler.TryEnd == from ? to : handler.TryEnd;
            handler.HandlerEnd = handler.HandlerEnd == from ? to : handler.HandlerEnd;
            if (starts)
            {
                handler.TryStart = handler.TryStart == from ? to : handler.TryStart;
                handler.HandlerStart = handler.HandlerStart == from ? to : handler.HandlerStart;
                handler.FilterStart = handler.FilterStart == from ? to : handler.FilterStart;
            }
        }
    }

    // Without this the line of a method whose first instruction is ours would be lost from stack traces.
    void MovePoint(Instruction from, Instruction to)
    {
        if (!_points.Remove(from, out var point))
        {
            return;
        }

        var all = _method.DebugInformation.SequencePoints;
        var moved = new SequencePoint(to, point.Document)
        {
            StartLine = point.StartLine,
            StartColumn = point.StartColumn,
            EndLine = point.EndLine,
            EndColumn = point.EndColumn,
        };
        all[all.IndexOf(point)] = moved;
        _points[to] = moved;
    }
}
