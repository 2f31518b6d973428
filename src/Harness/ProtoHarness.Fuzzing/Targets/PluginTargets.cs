using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Targets.Sessions;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>The targets that a plugin has: each of its frames, and its sessions. A plugin is a bundled name, a DLL, a folder or a source file.</summary>
public static class PluginTargets
{
    /// <summary>The last part of the name of the target that runs a plugin's sessions.</summary>
    public const string SessionName = "session";

    /// <summary>All targets of a plugin.</summary>
    /// <param name="plugin">The plugin, as on the command line.</param>
    /// <param name="options">Where plugins are looked for; the usual places when null.</param>
    /// <returns>Its frames in the order of declaration, then its sessions.</returns>
    /// <exception cref="PluginLoadException">It cannot be loaded.</exception>
    public static IReadOnlyList<TargetSource> Of(string plugin, PluginCatalogOptions? options = null)
    {
        var images = new List<AssemblyImage>();
        options = (options ?? new PluginCatalogOptions()) with
        {
            Rewriter = image =>
            {
                images.Add(image);
                return image;
            },
        };
        var loaded = new PluginCatalog(options).LoadOne(plugin);
        var definition = loaded.Definition;
        var inputs = images.OrderBy(i => i.Name == loaded.AssemblyName ? 0 : 1)
            .Select(i => new AssemblyInput(Path.GetFileName(i.Path), i.Assembly, i.Symbols, Path.GetDirectoryName(i.Path)))
            .ToArray();
        string Reference(string name) => $"plugin|{plugin}|{options.BundledFolder}|{options.WorkingFolder}|{name}";

        var targets = new List<TargetSource>();
        foreach (var frame in definition.Frames)
        {
            targets.Add(new FrameTarget(frame, inputs, Reference(frame.Schema.Name), $"{definition.Id}/{frame.Schema.Name}"));
        }

        if (definition.Kind == ConnectionKind.Stream && definition.Conversations.Count > 0)
        {
            targets.Add(new SessionTarget(definition, inputs, Reference(SessionName), $"{definition.Id}/{SessionName}"));
        }

        return targets;
    }
}
