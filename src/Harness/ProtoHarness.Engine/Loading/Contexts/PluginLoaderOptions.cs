using System.Runtime.Loader;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Loading;

/// <summary>How a plugin's assembly and its dependencies are loaded. Assemblies are matched by simple name; versions and keys are ignored.</summary>
public sealed record PluginLoaderOptions
{
    /// <summary>The plugin's main assembly, as a rooted path. With <see cref="MainImage"/>: where it would lie.</summary>
    public required string MainAssemblyPath { get; init; }

    /// <summary>The main assembly, when it was compiled in memory; null to read the file.</summary>
    public AssemblyImage? MainImage { get; init; }

    /// <summary>Simple names that the plugin has for itself even if they are shared or known to the host.</summary>
    public IReadOnlyCollection<string> PrivateAssemblies { get; init; } = [];

    /// <summary>Simple names that come from the host, so that their types are the same types on both sides.</summary>
    public IReadOnlyCollection<string> SharedAssemblies { get; init; } = [];

    /// <summary>Types that are the same on both sides: their assemblies and what those refer to are shared.</summary>
    public IReadOnlyCollection<Type> SharedTypes { get; init; } = [];

    /// <summary>Whether the host's version of an assembly wins over the plugin's own wherever the host has one.</summary>
    public bool PreferSharedTypes { get; init; }

    /// <summary>
    /// Whether only the shared assemblies and their direct references are shared at first, and the next level when one of them is loaded. Saves
    /// a walk, and makes what is shared below that depend on the order of loading.
    /// </summary>
    public bool IsLazyLoaded { get; init; }

    /// <summary>The context that shared assemblies come from; null for the one that holds the plugin contract.</summary>
    public AssemblyLoadContext? DefaultContext { get; init; }

    /// <summary>Whether the plugin can be unloaded and reloaded.</summary>
    public bool IsUnloadable { get; init; } = true;

    /// <summary>Whether assemblies are read into memory, so that no file stays locked and one may be overwritten; native libraries are copied away.</summary>
    public bool LoadInMemory { get; init; } = true;

    /// <summary>Changes private assemblies before they are loaded; needs <see cref="LoadInMemory"/>.</summary>
    public AssemblyRewriter? Rewriter { get; init; }

    internal AssemblyLoadContext EffectiveDefaultContext =>
        DefaultContext ?? AssemblyLoadContext.GetLoadContext(typeof(IProtocolPlugin).Assembly) ?? AssemblyLoadContext.Default;
}
