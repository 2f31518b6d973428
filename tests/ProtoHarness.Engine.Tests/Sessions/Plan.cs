using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Sessions;

/// <summary>Sessions of a plugin's first conversation.</summary>
sealed class Plan(PluginDefinition plugin)
{
    /// <summary>Runs one under faults, as they are written, with its bytes.</summary>
    public SessionResult Under(string rules) => SessionRunner.Run(new SessionSpec
    {
        Plugin = plugin, Conversation = plugin.Conversations[0], Values = ParameterValues.Defaults, Faults = FaultRule.Parse(rules), Seed = new Seed(1), KeepBytes = true,
    });
}
