using System.Reflection;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>Finds the plugin in an instrumented copy of its assembly.</summary>
static class PluginCopy
{
    public static PluginDefinition Define(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var type = assembly.GetExportedTypes().FirstOrDefault(t => !t.IsAbstract && t.IsAssignableTo(typeof(IProtocolPlugin)))
            ?? throw new TargetException($"{assembly.GetName().Name} has no public IProtocolPlugin");
        return PluginDefinition.Of((IProtocolPlugin)Activator.CreateInstance(type)!);
    }
}
