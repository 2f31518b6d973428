using ProtoHarness.Engine;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>A target that a command line names.</summary>
/// <param name="Plugin">Its plugin.</param>
/// <param name="Target">The target.</param>
/// <param name="Lane">Which of several parts that work on the same target this one is, from 0; each goes its own way.</param>
sealed record FuzzChoice(LoadedPlugin Plugin, TargetSource Target, int Lane)
{
    /// <summary>The targets of names such as <c>smux</c>, <c>smux/session</c>, <c>my.dll/Frame</c>; all of all bundled plugins when none is given.</summary>
    /// <exception cref="FormatException">A plugin has no such target.</exception>
    /// <exception cref="PluginLoadException">A plugin cannot be loaded.</exception>
    public static IReadOnlyList<FuzzChoice> Find(IReadOnlyList<string> names)
    {
        var catalog = new PluginCatalog();
        var choices = new List<FuzzChoice>();
        foreach (var name in names.Count > 0 ? names : catalog.BundledNames)
        {
            var (plugin, wanted) = Split(catalog, name);
            var loaded = catalog.LoadOne(plugin);
            var targets = PluginTargets.Of(plugin);
            var chosen = targets.Where(t => wanted.Length == 0 || Last(t) == wanted).ToArray();
            if (chosen.Length == 0)
            {
                throw new FormatException(targets.Count == 0
                    ? $"plugin {loaded.Id} has nothing to fuzz: no frames, and no conversations on a stream"
                    : $"plugin {loaded.Id} has no target '{wanted}', it has {string.Join(", ", targets.Select(Last))}{NearestWord.Hint(wanted, targets.Select(Last))}");
            }

            choices.AddRange(chosen.Select(t => new FuzzChoice(loaded, t, 0)));
        }

        return choices;
    }

    /// <summary>Part I of N: of many targets some, and when the parts are more than the targets, several parts on one target by different seeds.</summary>
    public static IReadOnlyList<FuzzChoice> Shard(IReadOnlyList<FuzzChoice> all, (int Index, int Count) shard)
    {
        var index = shard.Index - 1;
        return all.Count >= shard.Count || all.Count == 0
            ? [.. all.Where((_, i) => i % shard.Count == index)]
            : [all[index % all.Count] with { Lane = index / all.Count }];
    }

    static (string Plugin, string Target) Split(PluginCatalog catalog, string name)
    {
        var slash = name.LastIndexOf('/');
        if (slash <= 0)
        {
            return (name, "");
        }

        // A path has slashes too: what is a plugin as a whole is one.
        try
        {
            catalog.FindOne(name);
            return (name, "");
        }
        catch (PluginLoadException)
        {
            return (name[..slash], name[(slash + 1)..]);
        }
    }

    static string Last(TargetSource target) => target.Name[(target.Name.LastIndexOf('/') + 1)..];
}
