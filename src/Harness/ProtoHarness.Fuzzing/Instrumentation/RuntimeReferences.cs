using Mono.Cecil;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>
/// The members of the run-time half that rewritten code refers to. Imported from a Cecil-read copy of this assembly: importing
/// from reflection would write references to System.Private.CoreLib into the target.
/// </summary>
sealed class RuntimeReferences
{
    static readonly Lazy<ModuleDefinition> Own = new(() => ModuleDefinition.ReadModule(
        new MemoryStream(File.ReadAllBytes(typeof(RuntimeReferences).Assembly.Location))));

    readonly ModuleDefinition _target;
    readonly TypeDefinition _hooks;

    public RuntimeReferences(ModuleDefinition target)
    {
        _target = target;
        _hooks = Own.Value.GetType(typeof(CompareHooks).FullName);
        var guards = Own.Value.GetType(typeof(Guards).FullName);
        Map = target.ImportReference(Own.Value.GetType(typeof(CoverageMap).FullName).Fields.Single(f => f.Name == nameof(CoverageMap.Base)));
        Fuel = target.ImportReference(guards.Fields.Single(f => f.Name == nameof(Guards.Fuel)));
        Depth = target.ImportReference(guards.Fields.Single(f => f.Name == nameof(Guards.Depth)));
        ThrowFuel = Method(guards, nameof(Guards.ThrowFuel));
        Enter = Method(guards, nameof(Guards.Enter));
        Allocate = Method(guards, nameof(Guards.Allocate));
        StackAllocate = Method(guards, nameof(Guards.StackAllocate));
        Integer32 = Method(_hooks, nameof(CompareHooks.Integer32));
        Integer64 = Method(_hooks, nameof(CompareHooks.Integer64));
        Order32 = Method(_hooks, nameof(CompareHooks.Order32));
        Order64 = Method(_hooks, nameof(CompareHooks.Order64));
        Switch = Method(_hooks, nameof(CompareHooks.Switch));
    }

    public FieldReference Map { get; }

    public FieldReference Fuel { get; }

    public FieldReference Depth { get; }

    public MethodReference ThrowFuel { get; }

    public MethodReference Enter { get; }

    public MethodReference Allocate { get; }

    public MethodReference StackAllocate { get; }

    public MethodReference Integer32 { get; }

    public MethodReference Integer64 { get; }

    public MethodReference Order32 { get; }

    public MethodReference Order64 { get; }

    public MethodReference Switch { get; }

    /// <summary>The hook that stands for a framework method: same parameters, and the site behind them.</summary>
    /// <returns>The hook, or null when there is none for this method.</returns>
    public MethodReference? HookFor(MethodReference called)
    {
        var hookName = HookName(called);
        if (hookName is null)
        {
            return null;
        }

        var arguments = called.Parameters.Select(p => p.ParameterType.FullName).ToList();
        if (called.HasThis)
        {
            arguments.Insert(0, called.DeclaringType.FullName);
        }

        foreach (var hook in _hooks.Methods)
        {
            // Generic parameters are printed as !!0 by a reference and by name by a definition.
            var parameters = hook.Parameters.SkipLast(1).Select(p => p.ParameterType.FullName.Replace("<T>", "<!!0>", StringComparison.Ordinal));
            if (hook.Name != hookName || !parameters.SequenceEqual(arguments.Select(a => a.Replace("<T>", "<!!0>", StringComparison.Ordinal))))
            {
                continue;
            }

            var imported = _target.ImportReference(hook);
            if (called is not GenericInstanceMethod generic)
            {
                return imported;
            }

            var instance = new GenericInstanceMethod(imported);
            foreach (var argument in generic.GenericArguments)
            {
                instance.GenericArguments.Add(argument);
            }

            return instance;
        }

        return null;
    }

    static string? HookName(MethodReference called) => (called.DeclaringType.FullName, called.Name) switch
    {
        ("System.MemoryExtensions", "SequenceEqual" or "StartsWith" or "EndsWith") => called.Name,
        ("System.String", "op_Equality") => nameof(CompareHooks.StringEquality),
        ("System.String", "op_Inequality") => nameof(CompareHooks.StringInequality),
        ("System.String", "Equals") => nameof(CompareHooks.StringEquals),
        ("System.String", "StartsWith") => nameof(CompareHooks.StringStartsWith),
        _ => null,
    };

    MethodReference Method(TypeDefinition type, string name) => _target.ImportReference(type.Methods.Single(m => m.Name == name));
}
