using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Runs a conversation of the plugin as the harness does.</summary>
static class Runs
{
    internal static readonly PluginDefinition Plugin = PluginDefinition.Of(new SmuxPlugin());

    internal static SessionResult Run(string conversation, string settings = "", string faults = "", TransportKind transport = TransportKind.Memory, bool explore = false, ulong seed = 1) =>
        Run(Plugin, conversation, settings, faults, transport, explore, seed);

    internal static SessionResult Run(
        PluginDefinition plugin, string conversation, string settings = "", string faults = "", TransportKind transport = TransportKind.Memory, bool explore = false, ulong seed = 1)
    {
        var named = plugin.Conversations.Single(c => c.Name == conversation);
        var values = ParameterValues.Defaults;
        foreach (var pair in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=')[0], pair.Split('=')[1]);
            values = values.With(plugin.Options.Concat(named.Parameters).Single(p => p.Name == name), value);
        }

        return SessionRunner.Run(new SessionSpec
        {
            Plugin = plugin,
            Conversation = named,
            Values = values,
            Transport = transport,
            Seed = new Seed(seed),
            ExploreSchedule = explore,
            Faults = [.. faults.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(FaultRule.Parse)],
        });
    }

    internal static string Describe(SessionResult result) => string.Join('\n', [
        result.Spec.ToString(), .. result.Roles.Select(role => $"{role.Name} {role.Outcome} {role.Error}"), $"end {result.End}", .. result.Waiting, .. result.Leaks,
        .. result.Flows.Select(flow => flow.ToString()), $"foreign {result.ForeignPosts}"]);

    internal static void Held(SessionResult result)
    {
        Assert.True(
            result is { Completed: true, End: SimulationEnd.Finished, WasCancelled: false, ForeignPosts: 0 } && result.Leaks.Count == 0 && result.Flows.Count == 0,
            Describe(result));
    }

    internal static void EndedCleanly(SessionResult result, bool withFlows = true)
    {
        var clean = result.Roles.All(role => role.Outcome is RoleOutcome.Completed or RoleOutcome.Refused || (!withFlows && role.Outcome == RoleOutcome.Unexpected));
        Assert.True(clean && result is { End: SimulationEnd.Finished, WasCancelled: false } && result.Leaks.Count == 0 && (!withFlows || result.Flows.Count == 0), Describe(result));
    }
}
