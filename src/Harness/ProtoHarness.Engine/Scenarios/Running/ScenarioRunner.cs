using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Runs bound scripts and judges them by what they expect.</summary>
public static class ScenarioRunner
{
    /// <summary>The law that a failed script breaks: its own expectations.</summary>
    public const string Law = "script/holds";

    /// <summary>Runs a script once.</summary>
    /// <param name="bound">The script.</param>
    /// <param name="seed">The seed; it wins over the script's own.</param>
    /// <param name="keepTrace">Whether every event is kept, with its bytes.</param>
    /// <returns>What it came to.</returns>
    public static ScenarioRun Run(BoundScenario bound, Seed seed, bool keepTrace = false)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var (spec, current) = Prepare(bound, seed);
        var result = SessionRunner.Run(spec with { KeepTrace = keepTrace, KeepBytes = true });
        var (verdict, message) = ScenarioJudge.Judge(bound, result, current());
        return new ScenarioRun(seed, verdict, message, result);
    }

    /// <summary>The session of a script: the plugin's own conversation, or one that the script plays.</summary>
    internal static (SessionSpec Spec, Func<ScriptRun?> Current) Prepare(BoundScenario bound, Seed seed)
    {
        var spec = bound.Spec ?? throw new ArgumentException("a case of a codec is no session", nameof(bound));
        spec = spec with { Seed = seed };
        if (bound.Plan is not { } plan)
        {
            return (spec, () => null);
        }

        // The server is made before any client runs, so it begins a new run of the script each time that the session is run; a foreign program cannot.
        ScriptRun? current = null;
        var real = bound.Scenario.Server.Kind == ServerKind.Plugin
            ? bound.Plugin.Services.First(service => bound.Service is null || service.Name == bound.Service) : null;
        var service = new Service("script", "played by a script", context =>
        {
            current = new ScriptRun(plan);
            var server = real?.Create(context);
            return server is not null && !bound.WatchesServer ? server : new ScriptServer(current, server);
        });
        var plugin = bound.Plugin with { Services = [service] };
        var isProgram = bound.Scenario.Server.Kind == ServerKind.Program;
        var conversation = new Conversation("script", "a script", context => (isProgram ? current = new ScriptRun(plan) : current!).TalkAsync(context));
        return (spec with { Plugin = plugin, Conversation = conversation, Clients = 1 }, () => current);
    }
}
