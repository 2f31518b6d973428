namespace ProtoHarness.Engine.Loading;

/// <summary>The assemblies that this process can load without anybody's help: the runtime's and the host's own.</summary>
static class HostAssemblies
{
    static readonly Lazy<SortedDictionary<string, string>> Known = new(Read);
    static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    /// <summary>Files by simple name, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, string> Paths => Known.Value;

    /// <summary>Whether an assembly is part of the runtime, so that looking behind it finds nothing missing.</summary>
    public static bool IsRuntime(string path) => Path.GetDirectoryName(path) == RuntimeFolder;

    /// <summary>Whether a shared framework, such as <c>Microsoft.AspNetCore.App</c>, is part of this process.</summary>
    public static bool HasFramework(string name) =>
        Paths.Values.Any(path => path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Contains(name, StringComparer.OrdinalIgnoreCase));

    static SortedDictionary<string, string> Read()
    {
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        foreach (var path in trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            known.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        return known;
    }
}
