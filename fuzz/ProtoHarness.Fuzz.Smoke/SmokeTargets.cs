using System.Reflection;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Fuzz.Targets;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzz.Smoke;

/// <summary>What a smoke run runs, and from which inputs: all of the registry that must hold, and the canary.</summary>
static class SmokeTargets
{
    /// <summary>The target with a bug on purpose.</summary>
    public const string Canary = "canary";

    /// <summary>All targets, the canary first.</summary>
    public static IReadOnlyList<TargetSource> All() =>
        [TargetRegistry.Find(Canary), .. TargetRegistry.Sound, .. TargetRegistry.OfPlugins(new PluginCatalogOptions { BundledFolder = Baked("Plugins") })];

    /// <summary>The folder of inputs on which targets failed once.</summary>
    public static string Regressions => Path.Combine(Baked("Fuzz"), "regressions");

    /// <summary>The seed corpus of a target, and what it failed on once.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>None where there is no folder of that name.</returns>
    public static IEnumerable<byte[]> Seeds(string name)
    {
        var folders = new[] { Path.Combine(Baked("Fuzz"), "corpora"), Regressions }.Select(kind => Path.Combine([kind, .. name.Split('/')])).Where(Directory.Exists);
        return CorpusTools.Files(folders).Select(File.ReadAllBytes);
    }

    /// <summary>The dictionary of a target.</summary>
    /// <param name="name">Its name; the first part is the dictionary's.</param>
    public static IReadOnlyList<byte[]> Words(string name)
    {
        var file = Path.Combine(Baked("Fuzz"), "dictionaries", name.Split('/')[0] + ".dict");
        return File.Exists(file) ? [.. DictionaryFile.Read(file)] : [];
    }

    static string Baked(string key) =>
        typeof(SmokeTargets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
