using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Scripts;

/// <summary>
/// Finds the plugins that scripts and findings name: among those of <c>--plugin</c>, then in the file that a finding names, then bundled and in this folder. Each is loaded once.
/// </summary>
sealed class ScriptPlugins
{
    readonly PluginCatalog _catalog = new();
    readonly SortedDictionary<string, LoadedPlugin> _byId = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, string> _errors = new(StringComparer.Ordinal);

    /// <summary>Loads the plugins of <c>--plugin</c>.</summary>
    /// <returns>Those that could not be loaded.</returns>
    public IReadOnlyList<PluginLoadError> Add(IEnumerable<string> files)
    {
        var names = files.ToList();
        if (names.Count == 0)
        {
            return [];
        }

        var (plugins, errors) = _catalog.Load(names);
        foreach (var plugin in plugins)
        {
            _byId[plugin.Id] = plugin;
        }

        return errors;
    }

    public LoadedPlugin? Loaded(string id) => _byId.GetValueOrDefault(id);

    public PluginLookup Find(Scenario scenario)
    {
        var id = scenario.Plugin.Text;
        if (!_byId.TryGetValue(id, out var plugin) && !_errors.ContainsKey(id))
        {
            var (loaded, error) = Load(scenario, id);
            if (loaded is not null && loaded.Id == id)
            {
                _byId[id] = plugin = loaded;
            }
            else
            {
                _errors[id] = loaded is not null ? $"the file of the plugin '{id}' has the plugin '{loaded.Id}' now ({loaded.Source})" : error;
            }
        }

        return plugin is not null ? new PluginLookup(plugin.Definition, plugin.Identity.Hash, "") : PluginLookup.Missing($"{_errors[id]} (name its file with --plugin FILE)");
    }

    (LoadedPlugin? Plugin, string Error) Load(Scenario scenario, string id)
    {
        var hint = scenario.Finding is { PluginFile.Length: > 0 } header
            ? Path.GetFullPath(header.PluginFile, Path.GetDirectoryName(Path.GetFullPath(scenario.File)) ?? ".") : null;
        try
        {
            return (_catalog.LoadOne(hint is not null && File.Exists(hint) ? hint : id), "");
        }
        catch (PluginLoadException e)
        {
            return (null, e.Error.ToString());
        }
    }
}
