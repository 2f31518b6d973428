using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>One run of <c>protoharness fuzz</c>: one target after the other, each for its share of the time.</summary>
sealed class FuzzRun(FuzzSettings settings, IFuzzReport report, SavedFindings findings, Screen screen)
{
    public async Task<int> RunAsync(IReadOnlyList<FuzzChoice> choices, CancellationToken cancellation)
    {
        var results = new List<FuzzCampaignResult>();
        var foreignOnly = 0;
        foreach (var choice in choices)
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            report.Begin(choice, SeedOf(choice));
            var options = CampaignOf(choice, settings.Time / choices.Count) with { SharesCopies = choices.Count > 1 };
            if (settings.Engine != "builtin")
            {
                var run = await new ForeignFuzzer(settings, report).RunAsync(choice, options, cancellation).ConfigureAwait(false);
                if (run.Failing.Count == 0)
                {
                    results.Add(Quiet(choice, run));
                    report.End(choice, results[^1]);
                    continue;
                }

                // Their own word for a failure is a signal; ours is a finding. The files are judged in processes of their own.
                options = options with { Isolated = true, Workers = 1, Resume = true, Seeds = run.Failing, Loop = options.Loop with { MaxTime = Timeout.InfiniteTimeSpan, MaxExecutions = long.MaxValue, SeedsOnly = true } };
                var judged = await RunOneAsync(choice, options, CancellationToken.None).ConfigureAwait(false);
                foreignOnly += judged.Findings.Count == 0 ? 1 : 0;
                results.Add(judged);
                continue;
            }

            results.Add(await RunOneAsync(choice, options, cancellation).ConfigureAwait(false));
        }

        var all = results.SelectMany(r => r.Findings).ToArray();
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : all.Any(f => f.IsConfirmed) ? ExitCode.Findings
            : all.Length > 0 || foreignOnly > 0 ? ExitCode.OnlyFlaky
            : results.Exists(r => r.Last.Executions == 0) ? ExitCode.NoVerdict
            : ExitCode.Held;
    }

    async Task<FuzzCampaignResult> RunOneAsync(FuzzChoice choice, FuzzCampaignOptions options, CancellationToken cancellation)
    {
        var campaign = new FuzzCampaign(choice.Target, options, TimeProvider.System);
        var told = new HashSet<string>(StringComparer.Ordinal);
        void Tell(FuzzFinding finding)
        {
            lock (told)
            {
                if (told.Add(finding.Key))
                {
                    report.Found(choice, finding, Save(choice, finding, options.Folder!));
                }
            }
        }

        campaign.Noticed += line => report.Notice(choice, line);
        campaign.Progressed += progress => report.Progress(choice, progress);
        campaign.Found += Tell;
        var result = await campaign.RunAsync(cancellation).ConfigureAwait(false);
        result.Findings.ToList().ForEach(Tell);
        report.End(choice, result);
        return result;
    }

    // What a foreign fuzzer knows of edges and states is not ours to tell.
    static FuzzCampaignResult Quiet(FuzzChoice choice, ForeignRun run) => new(
        choice.Target.Name,
        new FuzzProgress(run.Elapsed, run.Executions, run.Executions / Math.Max(run.Elapsed.TotalSeconds, 1e-9), 0, 0, 0, 0, 0, TimeSpan.Zero, 1),
        [],
        0,
        0);

    string Save(FuzzChoice choice, FuzzFinding finding, string folder)
    {
        var raw = Path.Combine(folder, "findings", FailureFolder.NameOf(finding) + ".bin").Replace('\\', '/');
        try
        {
            return finding.Script is { } script && findings.Save(choice.Plugin, Finding.Parse("finding", script), !finding.IsConfirmed) is { } path ? path : raw;
        }
        catch (ScriptException e)
        {
            screen.Error(e.Message);
            return raw;
        }
    }

    ulong SeedOf(FuzzChoice choice) => settings.Seed.Value + (ulong)choice.Lane;

    FuzzCampaignOptions CampaignOf(FuzzChoice choice, TimeSpan? time) => new()
    {
        Folder = Path.Combine(settings.Corpus, choice.Target.Name.Replace('/', Path.DirectorySeparatorChar)),
        Isolated = settings.IsIsolated || settings.Jobs > 1,
        Workers = settings.Jobs,
        Resume = settings.Resume,
        Seeds = settings.Seeds,
        Loop = new FuzzOptions
        {
            Seed = SeedOf(choice), MaxExecutions = settings.Runs ?? long.MaxValue, MaxTime = time ?? Timeout.InfiniteTimeSpan, Dictionary = settings.Dictionary,
        },
    };
}
