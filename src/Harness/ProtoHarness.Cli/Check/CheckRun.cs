using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Cli.Scripts;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Check;

/// <summary>One run of <c>protoharness check</c>, as its command line wants it.</summary>
sealed record CheckRun(string[] Names, CheckOptions Options, bool IsStrict, string? BaselinePath, IReadOnlyList<ReportTarget> Reports)
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
            report.Begin(plugin, Options);
            var options = Options with { Findings = new MakeOptions { PluginHash = plugin.Identity.Hash } };
            var start = TimeProvider.System.GetTimestamp();
            var judged = new ChartLine("cases judged");
            charts.Add(judged);
            var result = new PluginCheck(plugin.Definition, options).Run(
                new Immediate(progress =>
                {
                    judged.Add(TimeProvider.System.GetElapsedTime(start), progress.Cases);
                    screen.Status(() => Describe(plugin.Id, progress));
                }),
                cancellationToken);
            result = result with { Rows = [.. result.Rows.Select(row => Expected(row, baseline))] };
            results.Add((plugin, result));
            findings.Save(plugin, result);
            report.End(plugin, result, findings);
        }

        var all = results.ConvertAll(pair => pair.Result);
        report.Finish(all, errors);
        ReportFiles.Write(Reports, CheckModel.Of([.. results.Zip(charts, (pair, chart) => (pair.Plugin, pair.Result, chart))], Options.Seed.ToString(), errors, findings, Reports.Any(target => target.Format == ReportFormat.Html)), screen);
        return Code(all, errors.Count > 0, IsStrict, cancellationToken.IsCancellationRequested);
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
