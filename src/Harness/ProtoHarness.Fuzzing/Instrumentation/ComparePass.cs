using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Puts the comparison hooks in: integers, switches, spans and strings. Comparisons with the literal 0 say nothing and are skipped.</summary>
sealed class ComparePass(BodyEditor editor, RuntimeReferences runtime, SiteTable sites)
{
    readonly Dictionary<(StackKind, int), VariableDefinition> _spills = [];

    public void Apply()
    {
        var originals = editor.Body.Instructions.Where(i => !editor.IsSynthetic(i)).ToArray();
        var stack = StackAnalysis.Of(editor.Body);
        foreach (var instruction in originals)
        {
            var code = instruction.OpCode.Code;
            if (code == Code.Switch && stack.Top(instruction) == StackKind.Int32)
            {
                HookSwitch(instruction);
            }
            else if (IsComparison(code) && !IsZero(instruction.Previous))
            {
                HookComparison(instruction, stack.Operands(instruction));
            }
            else if (code is Code.Call or Code.Callvirt && instruction.Operand is MethodReference called
                && instruction.Previous?.OpCode.OpCodeType != OpCodeType.Prefix
                && runtime.HookFor(called) is { } hook)
            {
                editor.InsertBefore(instruction, Instruction.Create(OpCodes.Ldc_I4, sites.AddComparison()));
                instruction.OpCode = OpCodes.Call;
                instruction.Operand = hook;
            }
        }
    }

    static bool IsComparison(Code code) => code is Code.Beq or Code.Bne_Un or Code.Bge or Code.Bge_Un or Code.Bgt or Code.Bgt_Un
        or Code.Ble or Code.Ble_Un or Code.Blt or Code.Blt_Un or Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un;

    static bool IsZero(Instruction? instruction) => instruction is { OpCode.Code: Code.Ldc_I4, Operand: 0 };

    void HookComparison(Instruction comparison, (StackKind Left, StackKind Right) operands)
    {
        var isEquality = comparison.OpCode.Code is Code.Beq or Code.Bne_Un or Code.Ceq;
        var hook = operands switch
        {
            (StackKind.Int32, StackKind.Int32) => isEquality ? runtime.Integer32 : runtime.Order32,
            (StackKind.Int64, StackKind.Int64) => isEquality ? runtime.Integer64 : runtime.Order64,
            _ => null,
        };
        if (hook is null)
        {
            return;
        }

        var (left, right) = (Spill(operands.Left, 0), Spill(operands.Left, 1));
        editor.InsertBefore(
            comparison,
            Instruction.Create(OpCodes.Stloc, right),
            Instruction.Create(OpCodes.Stloc, left),
            Instruction.Create(OpCodes.Ldloc, left),
            Instruction.Create(OpCodes.Ldloc, right),
            Instruction.Create(OpCodes.Ldc_I4, sites.AddComparison()),
            Instruction.Create(OpCodes.Call, hook),
            Instruction.Create(OpCodes.Ldloc, left),
            Instruction.Create(OpCodes.Ldloc, right));
    }

    void HookSwitch(Instruction instruction)
    {
        // The compiler subtracts the smallest case first; the value that was in the input is the one before that.
        var offset = instruction.Previous is { OpCode.Code: Code.Sub, Previous: { OpCode.Code: Code.Ldc_I4, Operand: int constant } } ? constant : 0;
        editor.InsertBefore(
            instruction,
            Instruction.Create(OpCodes.Dup),
            Instruction.Create(OpCodes.Ldc_I4, ((Instruction[])instruction.Operand).Length),
            Instruction.Create(OpCodes.Ldc_I4, offset),
            Instruction.Create(OpCodes.Ldc_I4, sites.AddComparison()),
            Instruction.Create(OpCodes.Call, runtime.Switch));
    }

    VariableDefinition Spill(StackKind kind, int index)
    {
        if (!_spills.TryGetValue((kind, index), out var variable))
        {
            var types = editor.Body.Method.Module.TypeSystem;
            variable = new VariableDefinition(kind == StackKind.Int32 ? types.Int32 : types.Int64);
            editor.Body.Variables.Add(variable);
            _spills.Add((kind, index), variable);
        }

        return variable;
    }
}
