using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Puts the guards in: fuel at loop headers, stack at the entry of recursive methods, bytes at allocations.</summary>
static class GuardPass
{
    // Framework calls whose last argument is the number of elements that they allocate, with the bytes of one.
    static readonly Dictionary<(string Type, string Method), int> Allocators = new()
    {
        [("System.String", ".ctor")] = 2,
        [("System.Text.StringBuilder", ".ctor")] = 2,
        [("System.IO.MemoryStream", ".ctor")] = 1,
        [("System.Collections.Generic.List`1", ".ctor")] = 8,
        [("System.Collections.Generic.HashSet`1", ".ctor")] = 16,
        [("System.Collections.Generic.Dictionary`2", ".ctor")] = 24,
        [("System.Collections.Generic.Queue`1", ".ctor")] = 8,
        [("System.Collections.Generic.Stack`1", ".ctor")] = 8,
        [("System.Buffers.ArrayBufferWriter`1", ".ctor")] = 1,
        [("System.Buffers.ArrayPool`1", "Rent")] = 1,
        [("System.Buffers.MemoryPool`1", "Rent")] = 1,
        [("System.Array", "Resize")] = 8,
    };

    public static void Apply(BodyEditor editor, RuntimeReferences runtime, bool isRecursive)
    {
        foreach (var header in Flow.LoopHeaders(editor.Body))
        {
            editor.InsertBefore(
                header,
                Instruction.Create(OpCodes.Ldsfld, runtime.Fuel),
                Instruction.Create(OpCodes.Ldc_I4_1),
                Instruction.Create(OpCodes.Conv_I8),
                Instruction.Create(OpCodes.Sub),
                Instruction.Create(OpCodes.Dup),
                Instruction.Create(OpCodes.Stsfld, runtime.Fuel),
                Instruction.Create(OpCodes.Ldc_I4_0),
                Instruction.Create(OpCodes.Conv_I8),
                Instruction.Create(OpCodes.Bge, header),
                Instruction.Create(OpCodes.Call, runtime.ThrowFuel));
        }

        foreach (var instruction in editor.Body.Instructions.ToArray())
        {
            GuardAllocation(editor, runtime, instruction);
        }

        if (isRecursive)
        {
            // An exception leaves without counting down; the count starts anew with each execution.
            foreach (var end in editor.Body.Instructions.Where(i => i.OpCode.Code == Code.Ret).ToArray())
            {
                editor.InsertBefore(
                    end,
                    Instruction.Create(OpCodes.Ldsfld, runtime.Depth),
                    Instruction.Create(OpCodes.Ldc_I4_1),
                    Instruction.Create(OpCodes.Sub),
                    Instruction.Create(OpCodes.Stsfld, runtime.Depth));
            }

            editor.InsertAtEntry(Instruction.Create(OpCodes.Call, runtime.Enter));
        }
    }

    static void GuardAllocation(BodyEditor editor, RuntimeReferences runtime, Instruction instruction)
    {
        if (instruction.OpCode.Code == Code.Newarr && !IsConstant(instruction.Previous))
        {
            editor.InsertBefore(
                instruction,
                Instruction.Create(OpCodes.Dup),
                Instruction.Create(OpCodes.Conv_I8),
                Instruction.Create(OpCodes.Sizeof, (TypeReference)instruction.Operand),
                Instruction.Create(OpCodes.Conv_I8),
                Instruction.Create(OpCodes.Mul),
                Instruction.Create(OpCodes.Call, runtime.Allocate));
        }
        else if (instruction.OpCode.Code == Code.Localloc && !IsConstant(instruction.Previous))
        {
            editor.InsertBefore(
                instruction,
                Instruction.Create(OpCodes.Dup),
                Instruction.Create(OpCodes.Conv_I8),
                Instruction.Create(OpCodes.Call, runtime.StackAllocate));
        }
        else if (instruction.Operand is MethodReference { Parameters: [.., var last] } called
            && last.ParameterType.MetadataType == MetadataType.Int32
            && instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj
            && Allocators.TryGetValue((called.DeclaringType.GetElementType().FullName, called.Name), out var size)
            && !IsConstant(instruction.Previous))
        {
            editor.InsertBefore(
                instruction,
                Instruction.Create(OpCodes.Dup),
                Instruction.Create(OpCodes.Conv_I8),
                Instruction.Create(OpCodes.Ldc_I8, (long)size),
                Instruction.Create(OpCodes.Mul),
                Instruction.Create(OpCodes.Call, runtime.Allocate));
        }
    }

    static bool IsConstant(Instruction? instruction)
    {
        while (instruction?.OpCode.Code is Code.Conv_U or Code.Conv_I or Code.Conv_I4 or Code.Conv_I8)
        {
            instruction = instruction.Previous;
        }

        return instruction?.OpCode.Code is Code.Ldc_I4 or Code.Ldc_I4_S or Code.Ldc_I8 or Code.Sizeof
            or (>= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8);
    }
}
