using ProtoHarness.Abstractions;
using ProtoHarness.Tests;

namespace ProtoHarness.Plugins.JsonLines.Tests;

public class ConversationTests
{
    static readonly ConversationSweep Sweep = new(PluginDefinition.Of(new JsonLinesPlugin())); 

    [Fact]
    public void Every_conversation_completes_under_every_benign_fault_in_many_orders() => None(Sweep.BenignProblems(seeds: 4));

    [Fact]
    public void Every_conversation_completes_over_tcp() => None(Sweep.SocketProblems());

    [Fact]
    public void Every_conversation_ends_cleanly_under_every_hostile_fault() => None(Sweep.HostileProblems(positions: 20));

    [Fact]
    public void Two_runs_with_one_seed_are_alike() => None(Sweep.ReplayProblems(seeds: 5));

    static void None(List<string> problems) => Assert.True(problems.Count == 0, string.Join("\n", problems.Take(10)));
}
