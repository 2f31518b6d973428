using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Engine.Findings;

/// <summary>Runs findings again and asks their laws again.</summary>
/// <param name="judge">The laws.</param>
public sealed class FindingReplayer(IFindingJudge judge)
{
    /// <summary>Runs a finding once.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="plugin">The plugin that it names, loaded.</param>
    /// <param name="pluginHash">SHA-256 of the plugin's file now; empty when not known.</param>
    /// <returns>Whether the law is still broken, and in the same way.</returns>
    /// <exception cref="ScriptException">The plugin has no longer what the finding names (an option, a conversation, a frame).</exception>
    public ReplayResult Replay(Finding finding, PluginDefinition plugin, string pluginHash = "")
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(plugin);
        var errors = new ScriptErrors();
        var bound = ScenarioBinder.Bind(finding.Scenario, plugin, errors);
        if (finding.Law != ScenarioRunner.Law && !bound.IsScripted && !judge.Knows(finding.Law))
        {
            errors.Add(finding.Header.Law.Position, $"there is no law '{finding.Law}' in this ProtoHarness");
        }

        errors.ThrowIfAny();
        var verdict = bound.Judge(finding.Law, judge);
        bool? sameTrace = finding.Header.Trace is { } trace && verdict.Result is { } result ? trace == result.TraceHash : null;
        var notes = new List<string>();
        if (pluginHash.Length > 0 && finding.Header.PluginHash.Length > 0 && pluginHash != finding.Header.PluginHash)
        {
            notes.Add("the plugin's file is another one than when this was found");
        }

        if (sameTrace == false)
        {
            notes.Add($"the trace differs from the one that was found{WireDifference.First(finding, verdict.Result!)}");
        }

        return new ReplayResult(verdict, sameTrace, notes);
    }

    /// <summary>Runs a finding several times before it is reported, and writes into its header how often it failed.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="plugin">The plugin that it names, loaded.</param>
    /// <param name="runs">How many times.</param>
    /// <returns>The finding with its score, and whether it failed every time. One that did not is FLAKY.</returns>
    public (Finding Finding, bool IsReproducible) Confirm(Finding finding, PluginDefinition plugin, int runs = 3)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var failed = 0;
        for (var i = 0; i < runs; i++)
        {
            failed += Replay(finding, plugin).Fails ? 1 : 0;
        }

        return (finding.With(finding.Header with { Failed = failed, Runs = runs }), failed == runs);
    }
}
