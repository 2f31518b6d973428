using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Plugins.Smux;

namespace Interop.Tests.Smux;

/// <summary>Sessions of the smux plugin with the Go original at one side.</summary>
static class SmuxRuns
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new SmuxPlugin());

    /// <summary>Far more than any of them takes: only a hang comes so far.</summary>
    static readonly SessionLimits Limits = new() { RealTime = TimeSpan.FromMinutes(1), ProgramStart = TimeSpan.FromSeconds(30), ProgramEnd = TimeSpan.FromSeconds(20) };

    /// <summary>Our client against a server in Go, with the service that the conversation wants.</summary>
    public static SessionResult AgainstServer(int version, string conversation, string settings = "", string faults = "", string arguments = "")
    {
        var named = Plugin.Conversations.Single(c => c.Name == conversation);
        return Run(version, named, settings, faults, $"server -service {named.Service} -listen 127.0.0.1:{{port}} {arguments}", ProgramSide.Server);
    }

    /// <summary>A client in Go against our server, with the service of a conversation.</summary>
    public static SessionResult AgainstClient(int version, string conversation, string arguments, string faults = "", string settings = "") =>
        Run(version, Plugin.Conversations.Single(c => c.Name == conversation), settings, faults, $"client -to 127.0.0.1:{{port}} {arguments}", ProgramSide.Client);

    public static string Describe(SessionResult result) =>
        $"{result.Spec}\n{string.Join('\n', result.Roles)}\n{result.End}\n{string.Join('\n', result.Leaks)}\n{result.Program}";

    public static RoleReport Role(SessionResult result, string name) => result.Roles.Single(role => role.Name == name);

    /// <summary>Whatever happened, it ended, and nothing of ours threw what no role may throw or kept anything.</summary>
    public static void EndedCleanly(SessionResult result)
    {
        Assert.True(result is { End: SimulationEnd.Finished, WasCancelled: false } && result.Leaks.Count == 0, Describe(result));
        Assert.All(result.Roles.Where(role => role.Name is "S1" || result.Spec.Program!.Side == ProgramSide.Server && role.Name == "C1"),
            role => Assert.True(role.Outcome is RoleOutcome.Completed or RoleOutcome.Refused, Describe(result)));
    }

    static SessionResult Run(int version, Conversation conversation, string settings, string faults, string command, ProgramSide side)
    {
        var values = ParameterValues.Defaults.With(Plugin.Options.Single(option => option.Name == "version"), $"{version}");
        foreach (var pair in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=')[0], pair.Split('=')[1]);
            values = values.With(Plugin.Options.Concat(conversation.Parameters).Single(p => p.Name == name), value);
        }

        return SessionRunner.Run(new SessionSpec
        {
            Plugin = Plugin,
            Conversation = conversation,
            Values = values,
            Transport = TransportKind.Tcp,
            Program = new ProgramSpec(GoProgram.Smux.Command($"{command} -version {version}"), side),
            Seed = new Seed(1),
            Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults),
            Limits = Limits,
        });
    }
}
