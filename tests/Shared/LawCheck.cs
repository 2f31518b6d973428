using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Tests;

/// <summary>Checks a plugin as a user would, and says which laws it breaks.</summary>
public static class LawCheck
{
    /// <summary>Runs every law on a plugin.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="effort">How many cases, as a factor on the usual number.</param>
    /// <param name="set">Values of options.</param>
    /// <returns>A line for each law that is not kept, with its first failure; empty when all are.</returns>
    public static List<string> Broken(IProtocolPlugin plugin, ulong seed = 1, double effort = 1, params (string Name, string Value)[] set)
    {
        var result = new PluginCheck(PluginDefinition.Of(plugin), new CheckOptions { Jobs = 2, Seed = new Seed(seed), Effort = effort, Set = set })
            .Run(null, TestContext.Current.CancellationToken);
        Assert.True(result.Finished);
        TestContext.Current.TestOutputHelper?.WriteLine($"{result.Rows.Sum(row => row.Cases)} cases in {result.Elapsed.TotalSeconds:0.0} s");
        return
        [
            .. result.Rows.Where(row => row.Verdict is not (Verdict.Pass or Verdict.Unsupported))
                .Select(row => $"{row.Law.Id} {row.Verdict}: {string.Join("; ", row.Failures.Take(2).Select(f => $"{f.Judgement.Message} [{f.Subject}: {f.Session}]"))} {row.Note}"),
        ];
    }

    /// <summary>Asserts that every law is kept.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="effort">How many cases, as a factor on the usual number.</param>
    /// <param name="set">Values of options.</param>
    public static void AllKept(IProtocolPlugin plugin, ulong seed = 1, double effort = 1, params (string Name, string Value)[] set)
    {
        var broken = Broken(plugin, seed, effort, set);
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }
}
