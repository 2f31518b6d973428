namespace ProtoHarness.Engine.Loading;

/// <summary>Turns what a user wrote into files: a bundled plugin's name, a DLL, a folder, or a source file. Loads nothing.</summary>
sealed class PluginFinder(PluginCatalogOptions options)
{
    static readonly string[] FileExtensions = [".dll", ".exe", ".cs"];

    /// <summary>The names of the bundled plugins, in ordinal order.</summary>
    /// <remarks>A folder without an assembly is left over from a build that bundled more.</remarks>
    public IReadOnlyList<string> BundledNames { get; } = Directory.Exists(options.BundledFolder)
        ?
        [
            .. Directory.EnumerateDirectories(options.BundledFolder).Where(folder => Directory.EnumerateFiles(folder, "*.dll").Any())
                .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
        ]
        : [];

    /// <exception cref="PluginLoadException">Nothing is called so, or there is no plugin in it.</exception>
    public IReadOnlyList<PluginCandidate> Find(string name)
    {
        if (IsPath(name))
        {
            return At(Path.GetFullPath(name, options.WorkingFolder)) ?? throw new PluginLoadException(
                LoadErrors.NotFound(name, "there is no such file or folder", NearestFile(name), BundledNames));
        }

        if (Bundled(name) is { } bundled)
        {
            return PluginFolder.Find(Path.Combine(options.BundledFolder, bundled), PluginOrigin.Bundled);
        }

        foreach (var folder in options.SearchFolders.Select(folder => Path.GetFullPath(folder, options.WorkingFolder)))
        {
            foreach (var path in (string[])[name + ".dll", name + ".cs", name])
            {
                if (At(Path.Combine(folder, path)) is { } found)
                {
                    return found;
                }
            }
        }

        throw new PluginLoadException(LoadErrors.NotFound(
            name,
            $"none is bundled under this name, and there is no {name}.dll, {name}.cs or {name}/ in {string.Join(" or ", options.SearchFolders)}",
            NearestWord.Find(name, BundledNames.Concat(NamesNearby())),
            BundledNames));
    }

    static bool IsPath(string name) =>
        name.Contains('/', StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || name is "." or ".."
        || FileExtensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>A name without what people write differently: case, hyphens, underscores, dots.</summary>
    static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    static List<PluginCandidate>? At(string path)
    {
        if (Directory.Exists(path))
        {
            return [.. PluginFolder.Find(path, PluginOrigin.Assembly)];
        }

        return File.Exists(path)
            ? [new PluginCandidate(path, path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? PluginOrigin.Source : PluginOrigin.Assembly)]
            : null;
    }

    string? Bundled(string name) =>
        BundledNames.Contains(name) ? name : BundledNames.FirstOrDefault(known => Plain(known) == Plain(name));

    string? NearestFile(string name)
    {
        var path = Path.GetFullPath(name, options.WorkingFolder);
        var folder = Path.GetDirectoryName(path);
        return Directory.Exists(folder) && NearestWord.Find(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry))) is { } near
            ? Path.Combine(Path.GetDirectoryName(name) ?? "", near)
            : null;
    }

    IEnumerable<string> NamesNearby() => options.SearchFolders.Select(folder => Path.GetFullPath(folder, options.WorkingFolder)).Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles).Where(path => FileExtensions.Contains(Path.GetExtension(path))).Select(path => Path.GetFileNameWithoutExtension(path));
}
