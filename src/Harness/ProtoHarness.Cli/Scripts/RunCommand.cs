using System.CommandLine;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Cli.Scripts;

/// <summary><c>protoharness run</c>: scripts, and findings as regression tests.</summary>
static class RunCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("SCRIPT")
        {
            Description = "A .phs file, or a folder of them; files that begin with _ are there to be included.",
            Arity = ArgumentArity.OneOrMore,
        };
        var plugin = CommonOptions.PluginFiles();
        var seed = CommonOptions.Seed();
        var seeds = new Option<int>("--seeds") { Description = "Run each script under N seeds at least.", HelpName = "N", DefaultValueFactory = _ => 1 };
        seeds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
            {
                result.AddError("--seeds takes a number from 1 to 1000000");
            }
        });
        var on = new Option<string?>("--on")
        {
            Description = "Connect the roles of every script by this, whatever it says itself; a script that does not fit is UNSUPPORTED.",
            HelpName = string.Join('|', TransportKinds.Names),
        };
        on.AcceptOnlyFromAmong([.. TransportKinds.Names]);
        var limits = CommonOptions.Limit();
        var filter = CommonOptions.Filter();
        var shard = CommonOptions.Shard();
        var time = CommonOptions.Time();
        var jobs = CommonOptions.Jobs();
        var list = new Option<bool>("--list") { Description = "Print the ids and titles and stop." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read the scripts and check them against their plugins; run nothing." };
        var baseline = CommonOptions.Baseline();
        var reports = CommonOptions.Report();
        var findings = CommonOptions.Findings();
        var pcap = new Option<string?>("--pcap") { Description = "Write what crossed in each script as a packet capture into this folder, with comments that name the faults.", HelpName = "DIR" };
        var clauses = new Option<bool>("--clauses") { Description = "Also print which clauses the scripts check (# req:), and what came of each." };
        var strict = CommonOptions.Strict();
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("run", "Run scenario scripts.")
        {
            paths, plugin, seed, seeds, on, limits, filter, shard, time, jobs, list, dryRun, baseline, findings, reports, pcap, clauses, strict, json, noColor, quiet,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var start = TimeProvider.System.GetTimestamp();
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            var (all, errors) = SuiteCase.Find(parsed.GetValue(paths)!);
            foreach (var error in errors)
            {
                screen.Error(error);
            }

            if (errors.Count > 0 || BaselineFile.Read(parsed.GetValue(baseline), [.. all.Select(known => known.Id)], screen) is not { } expected)
            {
                return Task.FromResult(ExitCode.Usage);
            }

            var plugins = new ScriptPlugins();
            var missing = plugins.Add(parsed.GetValue(plugin) ?? []);
            foreach (var error in missing)
            {
                screen.Error(error.ToString());
            }

            var (index, count) = parsed.GetValue(shard) ?? CommonOptions.AllOfIt;
            var runner = new SuiteRunner(LawJudge.Instance, plugins.Find, new SuiteOptions { Seed = parsed.GetValue(seed), Seeds = parsed.GetValue(seeds), On = parsed.GetValue(on) is { } name ? TransportKinds.Parse(name) : null, Limits = parsed.GetValue(limits), Jobs = Math.Max(1, parsed.GetValue(jobs)), KeepTrace = parsed.GetValue(pcap) is not null || parsed.GetValue(reports)!.Any(target => target.Format == ReportFormat.Html) });
            var progress = new ChartLine("scripts done");
            var cases = SuiteCase.Select(all, parsed.GetValue(filter)!, index, count).Select(runner.Load).ToList();
            if (parsed.GetValue(list))
            {
                cases.ForEach(loaded => screen.Line($"{loaded.Case.Id,-40} {loaded.Scenario.Title}"));
                return Task.FromResult(ExitCode.Held);
            }

            using var limit = parsed.GetValue(time) is { } most ? new CancellationTokenSource(most, TimeProvider.System) : new CancellationTokenSource();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            IReadOnlyList<SuiteResult> results = parsed.GetValue(dryRun)
                ? [.. cases.Select(SuiteRunner.Empty)]
                : runner.RunAll(cases, done =>
                {
                    progress.Add(TimeProvider.System.GetElapsedTime(start), done);
                    screen.Status(() => $"{done} of {cases.Count} scripts");
                }, stop.Token);
            results = [.. results.Select(expected.Apply)];
            screen.ClearStatus();
            if (results.Count < cases.Count || limit.IsCancellationRequested)
            {
                screen.Error($"{results.Count} of {cases.Count} scripts were begun before {(cancellationToken.IsCancellationRequested ? "it was interrupted" : "the time was over (--time)")}; what they came to is told.");
            }

            var saved = new SavedFindings(parsed.GetValue(findings)!, screen);
            var files = results.Select(result => (result, Path: Save(result, plugins, saved))).ToList();
            CaptureFiles.Write(parsed.GetValue(pcap), results, screen);
            ISuiteReport report = parsed.GetValue(json) ? new SuiteJson() : new SuiteText(screen, parsed.GetValue(quiet), parsed.GetValue(dryRun));
            report.Write(files, parsed.GetValue(seed));
            if (parsed.GetValue(clauses) && !parsed.GetValue(json))
            {
                ClauseText.Write(results, screen);
            }

            ReportFiles.Write(parsed.GetValue(reports)!, SuiteModel.Of(files, parsed.GetValue(seed).ToString(), TimeProvider.System.GetElapsedTime(start), progress), screen);
            return Task.FromResult(cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : Code(results, parsed.GetValue(strict), missing.Count > 0, limit.IsCancellationRequested));
        });
        return command;
    }

    static string? Save(SuiteResult result, ScriptPlugins plugins, SavedFindings saved) =>
        result.Finding is { } finding && result.Verdict is Verdict.Fail or Verdict.NonStrict or Verdict.Flaky && plugins.Loaded(finding.Plugin) is { } plugin
            ? saved.Save(plugin, finding, result.Verdict == Verdict.Flaky) : null;

    static int Code(IReadOnlyList<SuiteResult> results, bool strict, bool missing, bool outOfTime) =>
        results.Any(result => result.Errors.Count > 0) ? ExitCode.Usage
        : results.Any(result => result.Verdict == Verdict.HarnessError) || missing ? ExitCode.CouldNotRun
        : results.Any(result => result.Verdict == Verdict.Fail || (strict && result.Verdict == Verdict.NonStrict)) ? ExitCode.Findings
        : results.Any(result => result.Verdict == Verdict.Flaky) ? ExitCode.OnlyFlaky
        : outOfTime ? ExitCode.NoVerdict
        : ExitCode.Held;
}
