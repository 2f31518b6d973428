namespace ProtoHarness.Engine.Loading;

/// <summary>Where a plugin's load context found an assembly.</summary>
public enum AssemblyOrigin
{
    /// <summary>In the host: one identity for all plugins.</summary>
    Shared,

    /// <summary>By the plugin's <c>.deps.json</c>, or beside the plugin when it has none.</summary>
    Dependency,

    /// <summary>In a culture's folder.</summary>
    Culture,

    /// <summary>In the plugin's folder or one of its probing paths.</summary>
    Probed,

    /// <summary>In memory: compiled from source.</summary>
    Memory,

    /// <summary>Not by the plugin: the host's default context answers or nobody does.</summary>
    Host,
}
