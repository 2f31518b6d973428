using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Cli.Scripts;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Check;

/// <summary>One run of <c>protoharness check</c>, as its command line wants it.</summary>
sealed record CheckRun(string[] Names, CheckOptions Options, SeedRange Seeds, bool IsStrict, string? BaselinePath, IReadOnlyList<ReportTarget> Reports)
{
    public int Run(ICheckReport report, SavedFindings findings, Screen screen, CancellationToken cancellationToken)
    {
        var catalog = new PluginCatalog();
        var (plugins, errors) = catalog.Load(Names.Length > 0 ? Names : catalog.BundledNames);
        foreach (var error in errors)
        {
            screen.Error(error.ToString());
        }

        if (BaselineFile.Read(BaselinePath, [.. plugins.SelectMany(plugin => LawCatalog.All.Select(law => $"{plugin.Id}/{law.Id}"))], screen) is not { } baseline)
        {
            return ExitCode.Usage;
        }

        var results = new List<(LoadedPlugin Plugin, CheckResult Result)>();
        var charts = new List<ChartLine>();
        foreach (var group in Groups(plugins).TakeWhile(_ => !cancellationToken.IsCancellationRequested))
        {
            if (group is [var only])
            {
                // What is long is announced before it is begun.
                report.Begin(only, Seeds);
            }

            var judged = group.ConvertAll(_ => new ChartLine("cases judged"));
            charts.AddRange(judged);
            foreach (var (plugin, result) in group.Zip(BySeeds(group, judged, screen, cancellationToken)))
            {
                if (group.Count > 1)
                {
                    report.Begin(plugin, Seeds);
                }

                var told = result with { Rows = [.. result.Rows.Select(row => Expected(row, baseline))] };
                results.Add((plugin, told));
                findings.Save(plugin, told);
                report.End(plugin, told, findings);
            }
        }

        var all = results.ConvertAll(pair => pair.Result);
        report.Finish(all, errors);
        ReportFiles.Write(Reports, CheckModel.Of([.. results.Zip(charts, (pair, chart) => (pair.Plugin, pair.Result, chart))], Seeds.ToString(), errors, findings, Reports.Any(target => target.Format == ReportFormat.Html)), screen);
        return Code(all, errors.Count > 0, IsStrict, cancellationToken.IsCancellationRequested);
    }

    /// <summary>Which plugins are checked together: all of them where there is one seed, and each has all the time that it takes.</summary>
    List<List<LoadedPlugin>> Groups(IReadOnlyList<LoadedPlugin> plugins) =>
        Options.Time is null && Seeds.First == Seeds.Last && plugins.Count > 1 ? [[.. plugins]] : [.. plugins.Select(plugin => (List<LoadedPlugin>)[plugin])];

    /// <summary>One seed after the other, until one fails or the time is over.</summary>
    IReadOnlyList<CheckResult> BySeeds(List<LoadedPlugin> plugins, List<ChartLine> judged, Screen screen, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        IReadOnlyList<CheckResult> all = [];
        foreach (var seed in Seeds.All())
        {
            var left = Options.Time - TimeProvider.System.GetElapsedTime(start);
            if (all.Count > 0 && left <= TimeSpan.Zero)
            {
                return [.. all.Select(result => result with { Finished = false })];
            }

            var before = all.Sum(result => result.Rows.Sum(row => (long)row.Cases));
            List<PluginCheck> checks = [.. plugins.Select(plugin => new PluginCheck(
                plugin.Definition, Options with { Seed = seed, Time = left, Findings = new MakeOptions { PluginHash = plugin.Identity.Hash } }))];
            var one = new PluginChecks(checks).Run(
                (check, progress) =>
                {
                    judged[checks.IndexOf(check)].Add(TimeProvider.System.GetElapsedTime(start), before + progress.Cases);
                    screen.Status(() => Describe(Seeds.First == Seeds.Last ? check.Plugin : $"{check.Plugin}, seed {seed}", progress));
                },
                cancellationToken);
            all = all.Count == 0 ? one : [.. all.Zip(one, (sum, next) => sum.And(next))];
            if (one.Any(result => !result.Finished || result.Worst > Verdict.NonStrict))
            {
                break;
            }
        }

        return all;
    }

    static CheckRow Expected(CheckRow row, Baseline baseline)
    {
        if (baseline.Apply(row.Id, row.Verdict, row.Failures.Count > 0 ? row.Failures[0].Judgement.Message : row.Note) is not var (verdict, message))
        {
            return row;
        }

        return row with { Verdict = verdict, Note = message, Failures = verdict == Verdict.Fail ? [new CheckFailure("baseline", Judgement.Fail(message), null, null, default)] : [] };
    }

    static int Code(List<CheckResult> results, bool loadErrors, bool strict, bool interrupted)
    {
        var worst = results.Count == 0 ? Verdict.Pass : results.Max(result => result.Worst);
        return interrupted ? ExitCode.Interrupted
            : worst == Verdict.HarnessError ? ExitCode.CouldNotRun
            : worst == Verdict.Fail || (strict && results.Exists(result => result.Rows.Any(row => row.Verdict == Verdict.NonStrict))) ? ExitCode.Findings
            : loadErrors ? ExitCode.CouldNotRun
            : worst == Verdict.Flaky ? ExitCode.OnlyFlaky
            : results.Exists(result => !result.Finished) ? ExitCode.NoVerdict
            : ExitCode.Held;
    }

    static string Describe(string plugin, CheckProgress progress) => progress.Total == 0
        ? $"{plugin}: sessions without faults"
        : $"{plugin}: {progress.Done} of {progress.Total} parts, {progress.Cases:N0} cases, {progress.Failures} failures; {progress.Current}";
}
