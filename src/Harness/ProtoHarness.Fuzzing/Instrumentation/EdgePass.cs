using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>
/// Puts the edge counters in: one on each way out of a conditional branch, one at each handler, and one at the entry of a method
/// that has no branch to tell that it ran.
/// </summary>
/// <remarks>
/// A merge needs no counter, the edges into it have theirs. Where an edge ends at an instruction that others lead to as well, the
/// counter stands on a trampoline beside the branch, inside the same protected region; branches are never inverted (NaN).
/// </remarks>
sealed class EdgePass(BodyEditor editor, RuntimeReferences runtime, SiteTable sites)
{
    // Below this size a branchless method is a getter or a forwarder: whether it ran is known from its caller's edges.
    const int TinyMethod = 12;

    public void Apply()
    {
        var body = editor.Body;
        var conditionals = body.Instructions.Where(i => Flow.IsConditional(i) && !editor.IsSynthetic(i)).ToArray();
        var original = body.Instructions.Count(i => !editor.IsSynthetic(i));
        var predecessors = Flow.CountPredecessors(body);
        var handlers = body.ExceptionHandlers.SelectMany(h => new[] { h.HandlerStart, h.FilterStart }).OfType<Instruction>().Distinct().ToArray();
        var entry = body.Instructions[0];

        if (conditionals.Length == 0 && (original > TinyMethod || body.Method.IsVirtual || body.Method.IsConstructor && body.Method.IsStatic))
        {
            editor.InsertAtEntry(Probe(entry));
        }

        foreach (var handler in handlers)
        {
            editor.InsertBefore(handler, Probe(handler));
        }

        foreach (var branch in conditionals)
        {
            Branch(branch, predecessors);
        }
    }

    void Branch(Instruction branch, Dictionary<Instruction, int> predecessors)
    {
        var next = branch.Next;
        List<Instruction> behind = [.. Probe(next)];
        var trampolines = new List<Instruction>();
        foreach (var target in Flow.Targets(branch).ToArray())
        {
            // A switch may name one target in several cases; its count then is one edge, as we count it here.
            var probe = Probe(target);
            if (predecessors.TryGetValue(target, out var count) && count == 1 && target != next)
            {
                editor.InsertOnOnlyBranch(target, branch, probe);
            }
            else
            {
                trampolines.AddRange(probe);
                trampolines.Add(Instruction.Create(OpCodes.Br, target));
                BodyEditor.Retarget(branch, target, probe[0]);
            }
        }

        if (trampolines.Count > 0)
        {
            behind.Add(Instruction.Create(OpCodes.Br, next));
            behind.AddRange(trampolines);
        }

        editor.InsertAfter(branch, [.. behind]);
    }

    Instruction[] Probe(Instruction leadsTo) =>
    [
        Instruction.Create(OpCodes.Ldsfld, runtime.Map),
        Instruction.Create(OpCodes.Ldc_I4, sites.Add(editor, leadsTo)),
        Instruction.Create(OpCodes.Add),
        Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldind_U1),
        Instruction.Create(OpCodes.Ldc_I4_1),
        Instruction.Create(OpCodes.Add),
        Instruction.Create(OpCodes.Stind_I1),
    ];
}
