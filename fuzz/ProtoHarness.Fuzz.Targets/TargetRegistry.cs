using ProtoHarness.Engine.Loading;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzz.Targets;

/// <summary>All that is fuzzed of this repository. What is not in here is not fuzzed, in CI or anywhere.</summary>
public static class TargetRegistry
{
    /// <summary>The targets that are methods: our own parsers, what plugins read outside of their declared frames, planted bugs.</summary>
    public static IReadOnlyList<MethodTarget> Methods { get; } = MethodTarget.In(typeof(TargetRegistry).Assembly);

    /// <summary>Those that must hold.</summary>
    public static IEnumerable<MethodTarget> Sound => Methods.Where(target => !target.IsCanary);

    /// <summary>Those with a bug on purpose: a fuzzer that does not find it is broken.</summary>
    public static IEnumerable<MethodTarget> Canaries => Methods.Where(target => target.IsCanary);

    /// <summary>A target by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="TargetException">There is none.</exception>
    public static MethodTarget Find(string name) =>
        Methods.FirstOrDefault(target => target.Name == name) ?? throw new TargetException($"there is no target '{name}'");

    /// <summary>Each frame of each bundled plugin, and each plugin's sessions.</summary>
    /// <param name="options">Where the bundled plugins are.</param>
    public static IReadOnlyList<TargetSource> OfPlugins(PluginCatalogOptions options) =>
        [.. new PluginCatalog(options).BundledNames.SelectMany(name => PluginTargets.Of(name, options))];
}
