namespace ProtoHarness.Engine.Loading;

/// <summary>What a file turned out to be.</summary>
public enum PluginFileKind
{
    /// <summary>A .NET assembly.</summary>
    Assembly,

    /// <summary>A C# source file.</summary>
    Source,

    /// <summary>A native library or program: a PE file without .NET metadata, ELF or Mach-O.</summary>
    Native,

    /// <summary>Anything else: empty, cut short, or no library at all.</summary>
    Unreadable,
}
