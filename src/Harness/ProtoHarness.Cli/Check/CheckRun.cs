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
        foreach (var plugin in plugins.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
        {
            report.Begin(plugin, Seeds);
            var options = Options with { Findings = new MakeOptions { PluginHash = plugin.Identity.Hash } };
            var judged = new ChartLine("cases judged");
            charts.Add(judged);
            var result = BySeeds(plugin, options, judged, screen, cancellationToken);
            result = result with { Rows = [.. result.Rows.Select(row => Expected(row, baseline))] };
            results.Add((plugin, result));
            findings.Save(plugin, result);
            report.End(plugin, result, findings);
        }

        var all = results.ConvertAll(pair => pair.Result);
        report.Finish(all, errors);
        ReportFiles.Write(Reports, CheckModel.Of([.. results.Zip(charts, (pair, chart) => (pair.Plugin, pair.Result, chart))], Seeds.ToString(), errors, findings, Reports.Any(target => target.Format == ReportFormat.Html)), screen);
        return Code(all, errors.Count > 0, IsStrict, cancellationToken.IsCancellationRequested);
    }

    /// <summary>One seed after the other, until one fails or the time is over.</summary>
    CheckResult BySeeds(LoadedPlugin plugin, CheckOptions options, ChartLine judged, Screen screen, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        CheckResult? all = null;
        foreach (var seed in Seeds.All())
        {
            var (before, left) = (all?.Rows.Sum(row => (long)row.Cases) ?? 0, options.Time - TimeProvider.System.GetElapsedTime(start));
            if (all is not null && left <= TimeSpan.Zero)
            {
                return all with { Finished = false };
            }

            var one = new PluginCheck(plugin.Definition, options with { Seed = seed, Time = left }).Run(
                new Immediate(progress =>
                {
                    judged.Add(TimeProvider.System.GetElapsedTime(start), before + progress.Cases);
                    screen.Status(() => Describe(Seeds.First == Seeds.Last ? plugin.Id : $"{plugin.Id}, seed {seed}", progress));
                }),
                cancellationToken);
            all = all is null ? one : all.And(one);
            if (!one.Finished || one.Worst > Verdict.NonStrict)
            {
                break;
            }
        }

        return all!;
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

    /// <summary>Unlike <see cref="Progress{T}"/> it calls on the reporting thread, in order.</summary>
    sealed class Immediate(Action<CheckProgress> report) : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value) => report(value);
    }
}
