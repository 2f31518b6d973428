namespace ProtoHarness.Engine.Loading;

/// <summary>Finds and loads plugins. A plugin that cannot be loaded becomes an error; the others are loaded all the same.</summary>
public sealed class PluginCatalog
{
    readonly PluginFinder _finder;
    readonly PluginFileLoader _loader;

    /// <summary>A catalog; nothing is loaded yet.</summary>
    /// <param name="options">Where to look and how to load.</param>
    public PluginCatalog(PluginCatalogOptions? options = null)
    {
        Options = options ?? new PluginCatalogOptions();
        _finder = new PluginFinder(Options);
        _loader = new PluginFileLoader(Options);
    }

    /// <summary>Where it looks and how it loads.</summary>
    public PluginCatalogOptions Options { get; }

    /// <summary>The names of the bundled plugins, in ordinal order.</summary>
    public IReadOnlyList<string> BundledNames => _finder.BundledNames;

    /// <summary>Loads plugins.</summary>
    /// <param name="names">Each a bundled plugin's name, a DLL, a folder, or a <c>.cs</c> file; none at all: every bundled plugin.</param>
    /// <returns>What was loaded, and an error for each that was not.</returns>
    public CatalogResult Load(params IEnumerable<string> names)
    {
        var plugins = new List<LoadedPlugin>();
        var (candidates, errors) = Find(names);
        foreach (var candidate in candidates)
        {
            try
            {
                var plugin = _loader.Load(candidate);
                if (plugins.Find(other => other.Id == plugin.Id) is { } same)
                {
                    errors.Add(LoadErrors.DuplicateId(plugin.Source, plugin.Id, same.Source));
                    plugin.Loader.Dispose();
                }
                else
                {
                    plugins.Add(plugin);
                }
            }
            catch (PluginLoadException e)
            {
                errors.Add(e.Error);
            }
        }

        return new CatalogResult(plugins, errors);
    }

    /// <summary>Loads the one plugin that a name means.</summary>
    /// <param name="name">A bundled plugin's name, a DLL, a folder with one plugin, or a <c>.cs</c> file.</param>
    /// <returns>The plugin.</returns>
    /// <exception cref="PluginLoadException">It cannot be loaded, or the folder has several.</exception>
    public LoadedPlugin LoadOne(string name) => _loader.Load(FindOne(name));

    /// <summary>Finds the one file that a name means, without loading it.</summary>
    /// <param name="name">As for <see cref="LoadOne"/>.</param>
    /// <returns>The file.</returns>
    /// <exception cref="PluginLoadException">There is none, or the folder has several.</exception>
    public PluginCandidate FindOne(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var candidates = _finder.Find(name);
        return candidates is [var only]
            ? only
            : throw new PluginLoadException(LoadErrors.SeveralFiles(name, candidates.Select(candidate => candidate.Path)));
    }

    /// <summary>Loads a file that was found before, again.</summary>
    /// <param name="candidate">The file.</param>
    /// <returns>The plugin.</returns>
    /// <exception cref="PluginLoadException">It cannot be loaded.</exception>
    public LoadedPlugin Load(PluginCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return _loader.Load(candidate);
    }

    /// <summary>Finds files without loading them.</summary>
    /// <param name="names">As for loading.</param>
    /// <returns>The files, each once, and an error for each name that means none.</returns>
    public (IReadOnlyList<PluginCandidate> Candidates, List<PluginLoadError> Errors) Find(IEnumerable<string> names)
    {
        var candidates = new List<PluginCandidate>();
        var errors = new List<PluginLoadError>();
        var wanted = names.ToList();
        foreach (var name in wanted.Count > 0 ? wanted : [.. BundledNames])
        {
            try
            {
                candidates.AddRange(_finder.Find(name).Where(found => !candidates.Exists(known => known.Path == found.Path)));
            }
            catch (PluginLoadException e)
            {
                errors.Add(e.Error);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                errors.Add(LoadErrors.Unreadable(name, e.Message.TrimEnd('.')));
            }
        }

        return (candidates, errors);
    }
}
