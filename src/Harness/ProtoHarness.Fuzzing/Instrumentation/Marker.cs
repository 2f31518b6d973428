using Mono.Cecil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>The empty type by which an instrumented copy is recognised.</summary>
static class Marker
{
    public const string TypeName = "<ProtoHarness>Instrumented";

    public static void AddTo(ModuleDefinition module) => module.Types.Add(new TypeDefinition(
        "",
        TypeName,
        TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed,
        module.TypeSystem.Object));
}
