using System.Reflection;
using System.Runtime.CompilerServices;

namespace ProtoHarness.Engine.Loading;

/// <summary>Where assemblies came from. <see cref="Assembly.Location"/> is empty for those loaded from memory, as plugins are.</summary>
public static class AssemblyPaths
{
    static readonly ConditionalWeakTable<Assembly, string> Paths = [];

    /// <summary>The file that an assembly was read from or compiled from.</summary>
    /// <param name="assembly">Any assembly.</param>
    /// <returns>The rooted path; empty when it is known to nobody.</returns>
    public static string Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return Paths.TryGetValue(assembly, out var path) ? path : assembly.Location;
    }

    internal static void Remember(Assembly assembly, string path) => Paths.AddOrUpdate(assembly, path);
}
