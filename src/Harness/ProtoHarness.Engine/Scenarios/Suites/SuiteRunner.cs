using ProtoHarness.Engine.Laws;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Runs scripts and findings as test cases: a script passes when what it expects holds, a finding when its law holds again.</summary>
/// <param name="judge">The laws, for findings.</param>
/// <param name="plugins">Gives the plugin of a name with the SHA-256 of its file; null when there is none.</param>
/// <param name="seed">The seed of scripts that have none.</param>
/// <param name="seeds">Under how many seeds each script is run at least.</param>
public sealed class SuiteRunner(IFindingJudge judge, Func<string, (PluginDefinition Plugin, string Hash)?> plugins, Seed seed, int seeds = 1)
{
    /// <summary>Runs one script.</summary>
    /// <param name="testCase">The script.</param>
    /// <param name="dryRun">Whether it is only read and checked against its plugin.</param>
    /// <param name="cancellationToken">Stops before the next seed.</param>
    /// <returns>What it came to.</returns>
    public SuiteResult Run(SuiteCase testCase, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(testCase);
        var errors = new ScriptErrors();
        var scenario = ScenarioReader.ReadFile(testCase.Path, errors);
        var (plugin, hash) = (default(PluginDefinition), "");
        if (errors.IsEmpty)
        {
            if (plugins(scenario.Plugin.Text) is { } found)
            {
                (plugin, hash) = found;
            }
            else
            {
                errors.Add(scenario.Plugin.Position, $"there is no plugin '{scenario.Plugin}' here; name its file with --plugin FILE");
            }
        }

        var bound = plugin is null ? null : ScenarioBinder.Bind(scenario, plugin, errors);
        var result = new SuiteResult(testCase, Verdict.Pass, "") { Title = scenario.Title, Requirements = scenario.Requirements };
        if (!errors.IsEmpty)
        {
            return result with { Verdict = Verdict.HarnessError, Message = "the script has mistakes", Errors = errors.All };
        }

        return dryRun ? result : scenario.Finding is null ? Seeds(result, bound!, hash, cancellationToken) : Again(result, bound!);
    }

    SuiteResult Seeds(SuiteResult result, BoundScenario bound, string hash, CancellationToken cancellationToken)
    {
        var first = bound.Scenario.Seed ?? seed;
        var count = Math.Max(seeds, bound.Scenario.Seeds);
        for (var i = 0; i < count && !cancellationToken.IsCancellationRequested; i++)
        {
            var run = ScenarioRunner.Run(bound, i == 0 ? first : first.Derive(i));
            result = result with { Runs = i + 1 };
            if (run.Verdict > result.Verdict || i == 0)
            {
                result = result with { Verdict = run.Verdict, Message = run.Message, Run = run };
            }

            if (run.Verdict is Verdict.Fail or Verdict.NonStrict)
            {
                return Confirmed(result, bound, run, hash);
            }
        }

        return result;
    }

    /// <summary>A failure is replayed before it is reported.</summary>
    static SuiteResult Confirmed(SuiteResult result, BoundScenario bound, ScenarioRun run, string hash)
    {
        const int Times = 3;
        var again = Enumerable.Range(0, Times).Count(_ => ScenarioRunner.Run(bound, run.Seed).Verdict == run.Verdict);
        var finding = Finding.OfScript(ScriptParser.Parse(bound.Scenario.File, ScriptFiles.Instance.Read(bound.Scenario.File, new ScriptLimits())), run.Message, run.Result, hash);
        finding = finding.With(finding.Header with { Failed = again, Runs = Times });
        return again == Times ? result with { Finding = finding, Runs = result.Runs + Times } : result with
        {
            Finding = finding, Runs = result.Runs + Times, Verdict = Verdict.Flaky,
            Message = $"failed in one of {Times + 1} runs with the same seed{(bound.Spec!.Transport == TransportKind.Memory ? "; does the plugin take time, randomness or threads from elsewhere?" : "")}: {run.Message}",
        };
    }

    SuiteResult Again(SuiteResult result, BoundScenario bound)
    {
        var law = bound.Scenario.Finding!.Law;
        if (law.Text != ScenarioRunner.Law && !judge.Knows(law.Text))
        {
            return result with { Verdict = Verdict.Unsupported, Message = $"there is no law '{law}' in this ProtoHarness" };
        }

        var verdict = bound.Judge(law.Text, judge);
        return verdict.Failure is { } failure ? result with { Verdict = Verdict.Fail, Message = failure, Runs = 1 }
            : verdict.Unsupported is { } why ? result with { Verdict = Verdict.Unsupported, Message = why, Runs = 1 }
            : result with { Runs = 1 };
    }
}
