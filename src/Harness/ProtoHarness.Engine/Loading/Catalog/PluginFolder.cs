namespace ProtoHarness.Engine.Loading;

/// <summary>Finds the plugins in a folder: flat, each in a folder of its own, as source files, or as a project's build output.</summary>
static class PluginFolder
{
    /// <summary>The plugins in a folder and in the folders directly in it.</summary>
    /// <returns>In ordinal order of paths.</returns>
    /// <exception cref="PluginLoadException">There is none.</exception>
    public static IReadOnlyList<PluginCandidate> Find(string folder, PluginOrigin origin)
    {
        if (Directory.EnumerateFiles(folder, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault() is { } project)
        {
            return [new PluginCandidate(BuildOutput(folder, project), origin)];
        }

        var seen = new List<string>();
        var found = new List<PluginCandidate>();
        Scan(folder, folder, origin, found, seen);
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            Scan(folder, inner, origin, found, seen);
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found.Count > 0 ? found : throw new PluginLoadException(LoadErrors.EmptyFolder(folder, seen));
    }

    static void Scan(string root, string folder, PluginOrigin origin, List<PluginCandidate> found, List<string> seen)
    {
        var candidates = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            {
                var isPlugin = File.ReadAllText(path).Contains("IProtocolPlugin", StringComparison.Ordinal);
                seen.Add($"{Path.GetRelativePath(root, path)}{(isPlugin ? "" : " (no IProtocolPlugin in it)")}");
                if (isPlugin)
                {
                    found.Add(new PluginCandidate(path, PluginOrigin.Source));
                }
            }
            else if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !PluginContract.SharedAssemblies.Contains(Path.GetFileNameWithoutExtension(path)))
            {
                var inspection = PluginInspector.Inspect(path);
                seen.Add($"{Path.GetRelativePath(root, path)} ({Describe(inspection)})");

                // A damaged file may be the plugin: it is tried, so that its error is reported and not swallowed.
                if (inspection.PluginTypes.Count > 0 || inspection.Kind == PluginFileKind.Unreadable)
                {
                    candidates.Add(path);
                }
            }
        }

        // A build's output has one .deps.json, for the plugin itself; the other assemblies are what it needs, even one that is a plugin too.
        var mains = candidates.FindAll(path => File.Exists(Path.ChangeExtension(path, ".deps.json")));
        found.AddRange((mains.Count == 1 ? mains : candidates).Select(path => new PluginCandidate(path, origin)));
    }

    static string Describe(PluginInspection file) => file switch
    {
        { Kind: PluginFileKind.Native } => "native",
        { Kind: PluginFileKind.Unreadable } => "unreadable",
        { PluginTypes.Count: > 0 } => "a plugin",
        _ => "no IProtocolPlugin in it",
    };

    static string BuildOutput(string folder, string project)
    {
        var bin = Path.Combine(folder, "bin");
        var name = Path.GetFileNameWithoutExtension(project) + ".dll";
        var newest = Directory.Exists(bin)
            ? Directory.EnumerateFiles(bin, name, SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal).FirstOrDefault()
            : null;
        return newest ?? throw new PluginLoadException(LoadErrors.NotBuilt(folder, project));
    }
}
