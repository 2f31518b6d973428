using System.CommandLine;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Check;

/// <summary><c>protoharness check</c>: every law on every plugin named.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var plugins = CommonOptions.Plugins();
        var seed = CommonOptions.Seed();
        var time = CommonOptions.Time();
        var jobs = CommonOptions.Jobs();
        var shard = CommonOptions.Shard();
        var filter = CommonOptions.Filter();
        var set = CommonOptions.Set();
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var strict = CommonOptions.Strict();
        var findings = CommonOptions.Findings();
        var effort = new Option<double>("--effort") { Description = "How many cases, as a factor on the usual number.", HelpName = "X", DefaultValueFactory = _ => 1.0 };
        var on = new Option<string>("--on") { Description = "What connects the roles.", HelpName = "memory|all", DefaultValueFactory = _ => "all" };
        on.AcceptOnlyFromAmong("memory", "all");
        effort.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 1000))
            {
                result.AddError("--effort takes a number above 0, up to 1000");
            }
        });
        var list = new Option<bool>("--list") { Description = "Print the laws and stop." };
        var command = new Command("check", "Check plugins by all laws: codecs, then conversations under every fault.")
        {
            plugins, seed, time, effort, jobs, shard, filter, set, on, strict, findings, list, json, noColor, quiet,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            if (parsed.GetValue(list))
            {
                foreach (var law in LawCatalog.All)
                {
                    screen.Line($"{law.Id,-22} {law.Title}");
                }

                return Task.FromResult(ExitCode.Held);
            }

            try
            {
                var options = new CheckOptions
                {
                    Seed = parsed.GetValue(seed),
                    Effort = parsed.GetValue(effort),
                    Jobs = Math.Max(1, parsed.GetValue(jobs)),
                    Time = parsed.GetValue(time),
                    Filter = parsed.GetValue(filter)!,
                    Shard = parsed.GetValue(shard),
                    Set = CommonOptions.Pairs(parsed.GetValue(set)),
                    OverTcp = parsed.GetValue(on) == "all",
                };
                ICheckReport report = parsed.GetValue(json) ? new CheckJson() : new CheckText(screen, parsed.GetValue(quiet));
                return Task.FromResult(Run(parsed.GetValue(plugins)!, options, report, new SavedFindings(parsed.GetValue(findings)!, screen), screen, parsed.GetValue(strict), cancellationToken));
            }
            catch (FormatException e)
            {
                screen.Error(e.Message);
                return Task.FromResult(ExitCode.Usage);
            }
        });
        return command;
    }

    static int Run(string[] names, CheckOptions options, ICheckReport report, SavedFindings findings, Screen screen, bool strict, CancellationToken cancellationToken)
    {
        var catalog = new PluginCatalog();
        var (plugins, errors) = catalog.Load(names.Length > 0 ? names : catalog.BundledNames);
        foreach (var error in errors)
        {
            screen.Error(error.ToString());
        }

        var results = new List<CheckResult>();
        foreach (var plugin in plugins)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            report.Begin(plugin, options);
            var ofPlugin = options with { Findings = new MakeOptions { PluginHash = plugin.Identity.Hash } };
            var result = new PluginCheck(plugin.Definition, ofPlugin).Run(new Immediate(progress => screen.Status(() => Describe(plugin.Id, progress))), cancellationToken);
            results.Add(result);
            findings.Save(plugin, result);
            report.End(plugin, result, findings);
        }

        report.Finish(results, errors);
        return Code(results, errors.Count > 0, strict, cancellationToken.IsCancellationRequested);
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
