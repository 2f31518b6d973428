namespace ProtoHarness.Engine.Loading;

/// <summary>Where plugins are looked for and how they are loaded.</summary>
public sealed record PluginCatalogOptions
{
    /// <summary>The folder with the bundled plugins, each in a folder that has its name.</summary>
    public string BundledFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Where paths and names that are no bundled plugin's start from.</summary>
    public string WorkingFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Folders, seen from <see cref="WorkingFolder"/>, in which <c>NAME.dll</c>, <c>NAME.cs</c> and <c>NAME/</c> are looked for.</summary>
    public IReadOnlyList<string> SearchFolders { get; init; } = [".", "plugins"];

    /// <summary>How long a plugin's constructor and <c>Define</c> may take together.</summary>
    public TimeSpan DefineTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of <see cref="DefineTimeout"/> and of unloading.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Changes assemblies before they are loaded; null to leave them alone.</summary>
    public AssemblyRewriter? Rewriter { get; init; }

    /// <summary>How many of the compiler's errors the text of an error shows.</summary>
    public int MaxSourceErrors { get; init; } = 10;
}
