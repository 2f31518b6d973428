using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Runs scripts and findings as test cases: a script passes when what it expects holds, a finding when its law holds again.</summary>
/// <param name="judge">The laws, for findings.</param>
/// <param name="plugins">Gives the plugin that a script names.</param>
/// <param name="options">How they are run.</param>
public sealed class SuiteRunner(IFindingJudge judge, Func<Scenario, PluginLookup> plugins, SuiteOptions options)
{
    /// <summary>Reads one script and checks it against its plugin; nothing is run.</summary>
    /// <param name="testCase">The script.</param>
    /// <returns>The script, or its mistakes: all of them.</returns>
    public LoadedCase Load(SuiteCase testCase)
    {
        ArgumentNullException.ThrowIfNull(testCase);
        var errors = new ScriptErrors();
        var scenario = ScenarioReader.ReadFile(testCase.Path, errors);
        if (string.IsNullOrEmpty(scenario.Plugin.Text) || errors.IsFull)
        {
            return new LoadedCase(testCase, scenario, null, "", errors.All);
        }

        // Also when there are mistakes already, so that all are told at once.
        var found = plugins(scenario);
        if (found.Plugin is null)
        {
            errors.Add(scenario.Plugin.Position, found.Error);
            return new LoadedCase(testCase, scenario, null, "", errors.All);
        }

        if (scenario.Finding is null)
        {
            scenario = scenario with { Limits = [.. Asked(scenario), .. scenario.Limits] };
        }

        var bound = ScenarioBinder.Bind(scenario, found.Plugin, errors);
        var loaded = new LoadedCase(testCase, scenario, errors.IsEmpty ? bound : null, found.Hash, errors.All);
        return options.On is { } on && loaded.Bound is { Spec.Program: null, Scenario: { Finding: null, IsCodecCase: false } } ? Moved(loaded, found.Plugin, on) : loaded;
    }

    /// <summary>The script on another transport. What it may not say there is no mistake of the script.</summary>
    static LoadedCase Moved(LoadedCase loaded, PluginDefinition plugin, TransportKind on)
    {
        var errors = new ScriptErrors();
        var bound = ScenarioBinder.Bind(loaded.Scenario with { Transport = on }, plugin, errors);
        return errors.IsEmpty ? loaded with { Bound = bound }
            : loaded with { Bound = null, Unfit = $"not on {TransportKinds.Format(on)}: {errors.All[0].Message}" };
    }

    /// <summary>The limits that were asked for and of which the script says nothing.</summary>
    IEnumerable<Setting> Asked(Scenario scenario) => LimitSettings.Changed(options.Limits ?? new SessionLimits())
        .Where(limit => scenario.Limits.All(said => said.Name != limit.Name)).Select(limit => new Setting(limit.Name, limit.Value));

    /// <summary>Runs all of them: those in memory side by side on threads of their own, then those on sockets one by one. Each is watched.</summary>
    /// <param name="cases">The scripts.</param>
    /// <param name="report">Called on the calling thread with how many are done; null: nobody.</param>
    /// <param name="cancellationToken">Stops before the next script.</param>
    /// <returns>A result for each script that was run, in their order.</returns>
    public IReadOnlyList<SuiteResult> RunAll(IReadOnlyList<LoadedCase> cases, Action<int>? report = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var results = new SuiteResult?[cases.Count];
        var numbered = cases.Select((loaded, i) => (loaded, i)).ToList();
        var done = 0;
        foreach (var (part, jobs) in new[] { (numbered.Where(pair => !pair.loaded.UsesSockets), Math.Max(1, options.Jobs)), (numbered.Where(pair => pair.loaded.UsesSockets), 1) })
        {
            var queue = new System.Collections.Concurrent.ConcurrentQueue<(LoadedCase Loaded, int Index)>(part);
            var threads = Enumerable.Range(0, Math.Min(jobs, queue.Count)).Select(_ => new Thread(() =>
            {
                while (!cancellationToken.IsCancellationRequested && queue.TryDequeue(out var next))
                {
                    results[next.Index] = RunWatched(next.Loaded, cancellationToken);
                    Interlocked.Increment(ref done);
                }
            }) { IsBackground = true, Name = "scripts" }).ToList();
            threads.ForEach(thread => thread.Start());
            foreach (var thread in threads)
            {
                while (!thread.Join(TimeSpan.FromMilliseconds(50)))
                {
                    report?.Invoke(Volatile.Read(ref done));
                }
            }
        }

        report?.Invoke(done);
        return [.. results.OfType<SuiteResult>()];
    }

    /// <summary>Runs one script on the calling thread.</summary>
    /// <param name="loaded">The script.</param>
    /// <param name="cancellationToken">Stops before the next seed.</param>
    /// <returns>What it came to.</returns>
    public SuiteResult Run(LoadedCase loaded, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        var result = Empty(loaded);
        return loaded.Bound is not { } bound ? result
            : bound.Scenario.Finding is null ? Seeds(result, bound, loaded.PluginHash, cancellationToken) : Again(result, bound);
    }

    /// <summary>What is said of a script that was read only: PASS when it has no mistakes.</summary>
    /// <param name="loaded">The script.</param>
    /// <returns>The result.</returns>
    public static SuiteResult Empty(LoadedCase loaded)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        var result = new SuiteResult(loaded.Case, Verdict.Pass, "") { Title = loaded.Scenario.Title, Requirements = loaded.Scenario.Requirements };
        return loaded.Unfit is { } unfit ? result with { Verdict = Verdict.Unsupported, Message = unfit }
            : loaded.Errors.Count == 0 ? result : result with { Verdict = Verdict.HarnessError, Message = "the script has mistakes", Errors = loaded.Errors };
    }

    SuiteResult RunWatched(LoadedCase loaded, CancellationToken cancellationToken)
    {
        try
        {
            var (ended, result) = Watched.Run(() => Run(loaded, cancellationToken), loaded.UsesSockets ? null : options.Blocked, options.Clock);
            return ended ? result! : Empty(loaded) with { Verdict = Verdict.Fail, Message = Watched.Message(options.Blocked), Runs = 1 };
        }
        catch (Exception e)
        {
            return Empty(loaded) with { Verdict = Verdict.HarnessError, Message = $"the harness could not run it: {e.GetType().Name}: {e.Message}" };
        }
    }

    SuiteResult Seeds(SuiteResult result, BoundScenario bound, string hash, CancellationToken cancellationToken)
    {
        var first = bound.Scenario.Seed ?? options.Seed;
        var count = Math.Max(options.Seeds, bound.Scenario.Seeds);
        for (var i = 0; i < count && !cancellationToken.IsCancellationRequested; i++)
        {
            var run = ScenarioRunner.Run(bound, i == 0 ? first : first.Derive(i), options.KeepTrace);
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
    SuiteResult Confirmed(SuiteResult result, BoundScenario bound, ScenarioRun run, string hash)
    {
        const int Times = 3;
        var again = Enumerable.Range(0, Times).Count(_ => ScenarioRunner.Run(bound, run.Seed).Verdict == run.Verdict);
        var script = ScriptParser.Parse(bound.Scenario.File, ScriptFiles.Instance.Read(bound.Scenario.File, new ScriptLimits()));
        script = ScriptInline.Expand(script, bound.Scenario.File).On(bound.Scenario.Transport).Under(LimitSettings.Changed(options.Limits ?? new SessionLimits()));
        var finding = Finding.OfScript(script, run.Message, run.Result, hash);
        finding = finding.With(finding.Header with { Failed = again, Runs = Times });
        result = result with { Account = FindingAccount.Of(new Law(ScenarioRunner.Law, "what the script expects holds", ""), run.Result) };
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
        return verdict.Failure is { } failure ? result with
            {
                Verdict = Verdict.Fail, Message = failure, Runs = 1,
                Account = verdict.Result is { } session && LawCatalog.Find(law.Text) is { } known ? FindingAccount.Of(known, session) : null,
            }
            : verdict.Unsupported is { } why ? result with { Verdict = Verdict.Unsupported, Message = why, Runs = 1 }
            : result with { Runs = 1 };
    }
}
