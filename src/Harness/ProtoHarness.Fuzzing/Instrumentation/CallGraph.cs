using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>
/// Which methods of a module can call themselves, directly or through others. A virtual call counts as one to every method of
/// that name and number of parameters; an async or iterator method as one to its state machine.
/// </summary>
static class CallGraph
{
    /// <summary>The methods that lie on a cycle.</summary>
    public static HashSet<MethodDefinition> Recursive(IReadOnlyList<MethodDefinition> methods)
    {
        var byName = methods.Where(m => m.IsVirtual || m.IsStatic).ToLookup(m => (ShortName(m.Name), m.Parameters.Count));
        var index = new Dictionary<MethodDefinition, int>();
        foreach (var method in methods)
        {
            index.Add(method, index.Count);
        }

        var edges = methods.Select(m => Callees(m, byName).Where(index.ContainsKey).Select(c => index[c]).Distinct().ToArray()).ToArray();
        var recursive = new HashSet<MethodDefinition>();
        foreach (var component in StrongComponents.Of(edges))
        {
            if (component.Count > 1 || edges[component[0]].Contains(component[0]))
            {
                recursive.UnionWith(component.Select(i => methods[i]));
            }
        }

        return recursive;
    }

    static IEnumerable<MethodDefinition> Callees(MethodDefinition method, ILookup<(string, int), MethodDefinition> byName)
    {
        foreach (var attribute in method.CustomAttributes)
        {
            if (attribute.AttributeType.Name is "AsyncStateMachineAttribute" or "IteratorStateMachineAttribute" or "AsyncIteratorStateMachineAttribute"
                && attribute.ConstructorArguments is [{ Value: TypeReference machine }]
                && Find(method.Module, machine)?.Methods.FirstOrDefault(m => m.Name == "MoveNext") is { } moveNext)
            {
                yield return moveNext;
            }
        }

        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference called)
            {
                continue;
            }

            if (Definition(called) is { } definition)
            {
                yield return definition;
            }

            // A constrained call of a static abstract member is bound as late as a virtual one.
            if (instruction.OpCode.Code is Code.Callvirt or Code.Ldvirtftn || instruction.Previous?.OpCode.Code == Code.Constrained)
            {
                foreach (var candidate in byName[(ShortName(called.Name), called.Parameters.Count)])
                {
                    yield return candidate;
                }
            }
        }
    }

    // An explicit implementation carries its interface in front of its name.
    static string ShortName(string name) => name[(name.LastIndexOf('.') + 1)..];

    static MethodDefinition? Definition(MethodReference called)
    {
        var element = called.GetElementMethod();
        if (element is MethodDefinition definition)
        {
            return definition;
        }

        // A member of a generic type of this module is referred to by name; nothing outside the module matters here.
        var type = Find(called.Module, element.DeclaringType.GetElementType());
        return type?.Methods.FirstOrDefault(m => m.Name == element.Name && m.Parameters.Count == element.Parameters.Count);
    }

    static TypeDefinition? Find(ModuleDefinition module, TypeReference type) =>
        type as TypeDefinition ?? (type.Scope == module ? module.GetType(type.FullName) : null);
}
