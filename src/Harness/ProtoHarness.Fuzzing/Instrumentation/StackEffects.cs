using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>What an instruction leaves on the stack.</summary>
static class StackEffects
{
    /// <summary>The kind of the pushed slot; null when nothing is pushed.</summary>
    public static StackKind? Pushed(Instruction instruction, StackKind[] before, MethodBody body)
    {
        switch (instruction.OpCode.StackBehaviourPush)
        {
            case StackBehaviour.Push0:
                return null;
            case StackBehaviour.Pushi8:
                return StackKind.Int64;
            case StackBehaviour.Pushr4 or StackBehaviour.Pushr8:
                return StackKind.Float;
            case StackBehaviour.Pushref:
                return StackKind.Object;
            case StackBehaviour.Varpush:
                var called = (IMethodSignature)instruction.Operand;
                return called.ReturnType.MetadataType == MetadataType.Void ? null : Resolve(called.ReturnType, instruction.Operand as MethodReference);
            case StackBehaviour.Pushi:
                return PushedInteger(instruction);
            default:
                return PushedAny(instruction, before, body);
        }
    }

    static StackKind PushedInteger(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Conv_I or Code.Conv_U or Code.Conv_Ovf_I or Code.Conv_Ovf_U or Code.Conv_Ovf_I_Un or Code.Conv_Ovf_U_Un
            or Code.Ldind_I or Code.Ldelem_I or Code.Ldlen or Code.Localloc or Code.Ldftn or Code.Ldvirtftn => StackKind.Native,
        Code.Ldarga or Code.Ldarga_S or Code.Ldloca or Code.Ldloca_S or Code.Ldflda or Code.Ldsflda or Code.Ldelema
            or Code.Unbox or Code.Refanyval => StackKind.ByRef,
        Code.Ldtoken or Code.Arglist => StackKind.Value,
        _ => StackKind.Int32,
    };

    static StackKind PushedAny(Instruction instruction, StackKind[] before, MethodBody body)
    {
        switch (instruction.Operand)
        {
            case ParameterDefinition parameter:
                return parameter == body.ThisParameter
                    ? body.Method.DeclaringType.IsValueType ? StackKind.ByRef : StackKind.Object
                    : Kind(parameter.ParameterType);
            case VariableDefinition variable:
                return Kind(variable.VariableType);
            case FieldReference field:
                return Kind(field.FieldType);
            case TypeReference type when instruction.OpCode.Code is Code.Ldobj or Code.Ldelem_Any or Code.Unbox_Any:
                return Kind(type);
        }

        // Arithmetic: the wider of both operands; shifts and the unary ones keep the first.
        var (left, right) = (before.Length > 1 ? before[^2] : StackKind.Unknown, before.Length > 0 ? before[^1] : StackKind.Unknown);
        return instruction.OpCode.Code switch
        {
            Code.Neg or Code.Not => right,
            Code.Shl or Code.Shr or Code.Shr_Un => left,
            _ when left == right => left,
            _ when left == StackKind.ByRef || right == StackKind.ByRef => StackKind.ByRef,
            _ when left == StackKind.Native || right == StackKind.Native => StackKind.Native,
            _ => StackKind.Unknown,
        };
    }

    static StackKind Resolve(TypeReference type, MethodReference? called)
    {
        var argument = type switch
        {
            GenericParameter { Type: GenericParameterType.Method } p when called is GenericInstanceMethod g => g.GenericArguments[p.Position],
            GenericParameter { Type: GenericParameterType.Type } p when called?.DeclaringType is GenericInstanceType g => g.GenericArguments[p.Position],
            _ => type,
        };
        return Kind(argument);
    }

    static StackKind Kind(TypeReference type)
    {
        switch (type.MetadataType)
        {
            case MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16
                or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32:
                return StackKind.Int32;
            case MetadataType.Int64 or MetadataType.UInt64:
                return StackKind.Int64;
            case MetadataType.IntPtr or MetadataType.UIntPtr or MetadataType.Pointer or MetadataType.FunctionPointer:
                return StackKind.Native;
            case MetadataType.Single or MetadataType.Double:
                return StackKind.Float;
            case MetadataType.ByReference:
                return StackKind.ByRef;
            case MetadataType.RequiredModifier or MetadataType.OptionalModifier:
                return Kind(((TypeSpecification)type).ElementType);
            case MetadataType.ValueType:
                return EnumKind(type);
            case MetadataType.Var or MetadataType.MVar or MetadataType.GenericInstance:
                return StackKind.Unknown;
            default:
                return StackKind.Object;
        }
    }

    static StackKind EnumKind(TypeReference type)
    {
        try
        {
            return type.Resolve() is { IsEnum: true } definition
                ? Kind(definition.Fields.First(f => !f.IsStatic).FieldType)
                : StackKind.Value;
        }
        catch (AssemblyResolutionException)
        {
            // The enum lives in an assembly that is not there; its comparisons go without a hook.
            return StackKind.Unknown;
        }
    }
}
