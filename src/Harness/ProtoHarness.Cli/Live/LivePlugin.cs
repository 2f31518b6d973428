using System.CommandLine;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Live;

/// <summary>The plugin that talks to a foreign program, and the values that it gets.</summary>
static class LivePlugin
{
    public static Argument<string> Argument() => new("PLUGIN") { Description = "A bundled plugin's name, a DLL, a folder, or a .cs file." };

    public static PluginDefinition Load(string name)
    {
        var (plugins, errors) = new PluginCatalog().Load([name]);
        return errors.Count > 0 ? throw new PluginLoadException(errors[0])
            : plugins.Count == 1 ? plugins[0].Definition
            : throw new FormatException($"{name} has {plugins.Count} plugins; name one of them");
    }

    /// <summary>The values of options and of a conversation's parameters.</summary>
    /// <exception cref="FormatException">A name or a value is wrong; the message says what may be written.</exception>
    public static ParameterValues Values(PluginDefinition plugin, IReadOnlyList<Parameter> parameters, IReadOnlyList<(string Name, string Value)> pairs)
    {
        List<Parameter> all = [.. plugin.Options, .. parameters];
        return pairs.Aggregate(ParameterValues.Defaults, (values, pair) => values.With(
            all.Find(known => known.Name == pair.Name)
                ?? throw new FormatException($"'{pair.Name}' is no {(parameters.Count > 0 ? "parameter or option" : "option")} of '{plugin.Id}'{NearestWord.Hint(pair.Name, all.Select(known => known.Name))}"),
            pair.Value));
    }
}
