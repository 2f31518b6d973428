using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Plugins.LengthPrefix;

namespace ProtoHarness.Bench.Sessions;

/// <summary>Sessions of the length-prefix plugin in memory, as <c>check</c> runs them.</summary>
static class EchoSessions
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new LengthPrefixPlugin());

    /// <summary>One client, one connection, one message out and back so many times.</summary>
    public static SessionSpec Spec(string faults, int messages, params (string Name, string Value)[] options)
    {
        var conversation = Plugin.Conversations.First(one => one.Name == "echo");
        var values = ParameterValues.Defaults.With(conversation.Parameters.First(one => one.Name == "messages"), $"{messages}");
        foreach (var (name, value) in options)
        {
            values = values.With(Plugin.Options.Concat(conversation.Parameters).First(one => one.Name == name), value);
        }

        return new SessionSpec
        {
            Plugin = Plugin, Conversation = conversation, Values = values, Seed = new Seed(1), Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults),
        };
    }

    /// <summary>Runs a session that must complete.</summary>
    public static SessionResult Complete(SessionSpec spec)
    {
        var result = SessionRunner.Run(spec);
        return result.Completed && result.Flows.Count == 0 ? result
            : throw new InvalidOperationException($"{spec} did not complete: {string.Join("; ", result.Roles)}");
    }
}
