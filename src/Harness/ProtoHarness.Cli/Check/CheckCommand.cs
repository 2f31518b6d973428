using System.CommandLine;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Isolation;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Cli.Check;

/// <summary><c>protoharness check</c>: every law on every plugin named.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var plugins = CommonOptions.Plugins();
        var seed = CommonOptions.Seed();
        var seeds = CommonOptions.Seeds();
        var time = CommonOptions.Time();
        var jobs = CommonOptions.Jobs();
        var shard = CommonOptions.Shard();
        var filter = CommonOptions.Filter();
        var set = CommonOptions.Set();
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var verbose = CommonOptions.Verbose();
        var strict = CommonOptions.Strict();
        var findings = CommonOptions.Findings();
        var reports = CommonOptions.Report();
        var baseline = CommonOptions.Baseline();
        var effort = new Option<double>("--effort") { Description = "How many cases, as a factor on the usual number.", HelpName = "X", DefaultValueFactory = _ => 1.0 };
        var on = new Option<string>("--on")
        {
            Description = "What connects the roles: memory alone; memory and tcp (udp for datagrams); memory and tls, or unix, instead of tcp.",
            HelpName = "memory|all|tls|unix",
            DefaultValueFactory = _ => "all",
        };
        on.AcceptOnlyFromAmong("memory", "all", "tls", "unix");
        var limit = CommonOptions.Limit();
        var profile = CommonOptions.Profile("Check nothing but sessions under faults drawn by the seed");
        var isolate = CommonOptions.Isolate(
            "Run the plugin in a worker process, so that one that ends its process (a stack overflow, FailFast) is a failure and the check goes on; --isolate false for a debugger. [default: for plugins that are not bundled]");
        var memory = CommonOptions.Memory();
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
            plugins, seed, seeds, time, effort, jobs, shard, filter, set, limit, profile, on, strict, isolate, memory, findings, reports, baseline, list, json, noColor, quiet, verbose,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            if (parsed.GetValue(list))
            {
                foreach (var law in LawCatalog.All)
                {
                    screen.Line($"{law.Id,-22} {law.Title}");
                }

                return ExitCode.Held;
            }

            var worker = Worker.Current;
            if (worker is null && (parsed.GetValue(isolate) ?? parsed.GetValue(plugins)!.Except(new PluginCatalog().BundledNames).Any()))
            {
                return await new Supervisor(parsed.GetValue(memory) ?? CommonOptions.UsualMemory).RunAsync(Environment.GetCommandLineArgs()[1..], screen.Error, cancellationToken);
            }

            try
            {
                var options = new CheckOptions
                {
                    Seed = parsed.GetValue(seed),
                    Effort = parsed.GetValue(effort),
                    Jobs = worker?.RunsOneByOne == true ? 1 : Math.Max(1, parsed.GetValue(jobs)),
                    Time = parsed.GetValue(time),
                    Filter = parsed.GetValue(filter)!,
                    Shard = parsed.GetValue(shard) ?? CommonOptions.AllOfIt,
                    Set = CommonOptions.Pairs(parsed.GetValue(set)),
                    Profile = FaultProfile.Find(parsed.GetValue(profile)),
                    Limits = parsed.GetValue(limit) ?? new SessionLimits(),
                    OverTcp = parsed.GetValue(on) != "memory",
                    Sockets = parsed.GetValue(on) switch { "tls" => TransportKind.Tls, "unix" => TransportKind.Unix, _ => null },
                    Journal = worker?.Journal,
                    Deaths = worker?.Deaths ?? [],
                };
                ICheckReport report = parsed.GetValue(json) ? new CheckJson() : new CheckText(screen, options.Set, parsed.GetValue(quiet), parsed.GetValue(verbose));
                var saved = new SavedFindings(parsed.GetValue(findings)!, screen);
                var wanted = new CheckRun(parsed.GetValue(plugins)!, options, parsed.GetValue(seeds) ?? new SeedRange(options.Seed, options.Seed), parsed.GetValue(strict), parsed.GetValue(baseline), parsed.GetValue(reports)!);
                return wanted.Run(report, saved, screen, cancellationToken);
            }
            catch (FormatException e)
            {
                screen.Error(e.Message);
                return ExitCode.Usage;
            }
            finally
            {
                worker?.End();
            }
        });
        return command;
    }
}
