using ProtoHarness.Engine.Laws;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>A scenario that was checked against its plugin and can be run.</summary>
public sealed record BoundScenario
{
    /// <summary>What the script says.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The plugin.</summary>
    public required PluginDefinition Plugin { get; init; }

    /// <summary>The values of the plugin's options.</summary>
    public required ParameterValues Options { get; init; }

    /// <summary>The session; null for a case of a codec. Its conversation is the plugin's unless <see cref="IsScripted"/>.</summary>
    public SessionSpec? Spec { get; init; }

    /// <summary>The codec; null for a session.</summary>
    public FrameCodec? Codec { get; init; }

    /// <summary>Whether the script plays an end itself, or does more than hold one conversation.</summary>
    public bool IsScripted { get; init; }

    internal ScriptPlan? Plan { get; init; }

    internal string? Service { get; init; }

    internal bool WatchesServer { get; init; }

    /// <summary>Runs it and asks the law of a finding.</summary>
    /// <param name="law">The law's id; <see cref="ScenarioRunner.Law"/> for a script's own expectations.</param>
    /// <param name="judge">The laws.</param>
    /// <returns>The verdict.</returns>
    public FindingVerdict Judge(string law, IFindingJudge judge)
    {
        ArgumentNullException.ThrowIfNull(judge);
        if (Codec is { } codec)
        {
            return judge.Judge(law, codec, Convert.FromHexString(Scenario.Input));
        }

        if (law != ScenarioRunner.Law)
        {
            // With the bytes, as some laws look at them.
            return judge.Judge(law, ScenarioRunner.Prepare(this, Spec!.Seed).Spec with { KeepBytes = true });
        }

        var run = ScenarioRunner.Run(this, Spec!.Seed);
        return new FindingVerdict(run.Verdict is Verdict.Fail or Verdict.NonStrict ? run.Message : null, run.Result,
            run.Verdict == Verdict.Unsupported ? run.Message : null);
    }
}
