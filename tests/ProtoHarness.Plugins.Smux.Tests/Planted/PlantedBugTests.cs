using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Each planted bug is seen by a session of the harness that the right core passes.</summary>
public class PlantedBugTests
{
    static readonly Dictionary<string, Func<SmuxConfig, bool, SmuxSessionCore>> Cores = new()
    {
        ["none"] = (config, isClient) => new SmuxSessionCore(config, isClient),
        [nameof(UpdateNeverSent)] = (config, isClient) => new UpdateNeverSent(config, isClient),
        [nameof(UpdateOnlyAfterTheFirstRead)] = (config, isClient) => new UpdateOnlyAfterTheFirstRead(config, isClient),
        [nameof(UpdateDoesNotWakeTheWriter)] = (config, isClient) => new UpdateDoesNotWakeTheWriter(config, isClient),
        [nameof(ReadCountedTwice)] = (config, isClient) => new ReadCountedTwice(config, isClient),
        [nameof(ClosedStreamKept)] = (config, isClient) => new ClosedStreamKept(config, isClient),
        [nameof(IdentifierReused)] = (config, isClient) => new IdentifierReused(config, isClient),
        [nameof(UnreadDataDroppedAtFin)] = (config, isClient) => new UnreadDataDroppedAtFin(config, isClient),
        [nameof(KeepAliveNeverFires)] = (config, isClient) => new KeepAliveNeverFires(config, isClient),
        ["VersionsMixed"] = (config, isClient) => new SmuxSessionCore(isClient ? config : config with { Version = 3 - config.Version }, isClient),
    };

    [Theory]
    [InlineData(nameof(UpdateNeverSent), "bulk", "version=2 bytes=300000", "")]
    [InlineData(nameof(UpdateOnlyAfterTheFirstRead), "bulk", "version=2 bytes=600000", "")]
    [InlineData(nameof(UpdateDoesNotWakeTheWriter), "bulk", "version=2 bytes=300000", "")]
    [InlineData(nameof(ReadCountedTwice), "bulk", "version=2 bytes=300000", "")]
    [InlineData(nameof(ClosedStreamKept), "churn", "", "")]
    [InlineData(nameof(IdentifierReused), "churn", "", "")]
    [InlineData(nameof(UnreadDataDroppedAtFin), "slow-reader", "", "")]
    [InlineData("VersionsMixed", "echo", "", "")]
    public void Planted_bug_breaks_a_session_that_the_right_core_completes(string bug, string conversation, string settings, string faults)
    {
        Runs.Held(Run("none", conversation, settings, faults));
        var result = Run(bug, conversation, settings, faults);
        Assert.False(result.Completed && result.Flows.Count == 0 && result.Leaks.Count == 0, Runs.Describe(result));
    }

    [Fact]
    public void Keep_alive_that_never_fires_leaves_a_server_waiting_for_ever()
    {
        // With the conversation's own limit out of the way, the keep-alive is all that can end a session whose peer has gone silent.
        const string Patient = "timeout=24h";
        Runs.EndedCleanly(Run("none", "echo", Patient, "C>S silence @20"));
        Assert.True(Run(nameof(KeepAliveNeverFires), "echo", Patient, "C>S silence @20").WasCancelled);
    }

    static SessionResult Run(string core, string conversation, string settings, string faults) =>
        Runs.Run(PluginDefinition.Of(new SmuxPlugin(Cores[core])), conversation, settings, faults);
}
