using System.CommandLine;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Cli.Fuzz;

/// <summary><c>protoharness fuzz</c>: coverage-guided, single frames or sessions.</summary>
static class FuzzCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("PLUGIN[/TARGET]")
        {
            Description = "A plugin, or one of its targets: the name of a frame, or 'session'; all targets of all bundled plugins when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var engine = new Option<string>("--engine") { Description = "What chooses the inputs.", HelpName = "builtin|afl|libfuzzer", DefaultValueFactory = _ => "builtin" };
        engine.AcceptOnlyFromAmong("builtin", "afl", "libfuzzer");
        var seed = CommonOptions.Seed();
        var time = CommonOptions.Time();
        time.Description = "Fuzz for this long (30s, 5m), all targets together; without it and without --runs, until Ctrl-C.";
        var runs = Number("--runs", "Executions of each target.");
        var jobs = Number("--jobs", "Worker processes; more than one implies --isolate.");
        jobs.Aliases.Add("-j");
        var shard = CommonOptions.Shard();
        var corpus = new Option<string>("--corpus") { Description = "The folder in which each target has its corpus, its state and what it found.", HelpName = "DIR", DefaultValueFactory = _ => "fuzzing" };
        var seeds = new Option<string[]>("--import") { Description = "A file or folder of inputs to start from; may be given several times.", HelpName = "PATH" };
        var dictionaries = new Option<string[]>("--dict") { Description = "A dictionary of AFL++ or libFuzzer; may be given several times. What code and schema say is known without one.", HelpName = "FILE" };
        var findings = CommonOptions.Findings();
        var reports = CommonOptions.Report();
        var resume = new Option<bool>("--resume") { Description = "Count on from where an earlier run on the folder ended. Its corpus is used either way." };
        var isolate = new Option<bool>("--isolate") { Description = "Run inputs in worker processes, so that a stack overflow, a dead loop or an exit is a finding like any other." };
        var list = new Option<bool>("--list") { Description = "Print the targets and stop." };
        var json = CommonOptions.Json();
        json.Description = "Print one JSON object a line: begin, progress, finding, end.";
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("fuzz", "Fuzz frames and sessions, guided by coverage; everything that is kept is on disk at once.")
        {
            names, engine, seed, time, runs, jobs, shard, corpus, seeds, dictionaries, findings, reports, resume, isolate, list, json, noColor, quiet,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            try
            {
                var settings = new FuzzSettings(
                    parsed.GetValue(engine)!, parsed.GetValue(seed), parsed.GetValue(time), parsed.GetValue(runs), (int)(parsed.GetValue(jobs) ?? 1),
                    parsed.GetValue(isolate), parsed.GetValue(resume), parsed.GetValue(corpus)!, parsed.GetValue(seeds) ?? [],
                    [.. (parsed.GetValue(dictionaries) ?? []).SelectMany(DictionaryFile.Read)], parsed.GetValue(shard) ?? CommonOptions.AllOfIt);
                var choices = FuzzChoice.Shard(FuzzChoice.Find(parsed.GetValue(names)!), settings.Shard);
                if (parsed.GetValue(list))
                {
                    choices.ToList().ForEach(choice => screen.Line(choice.Target.Name));
                    return ExitCode.Held;
                }

                if (choices.Count > 1 && settings.Time is null && settings.Runs is null)
                {
                    throw new FormatException($"{choices.Count} targets run one after the other: give --time or --runs, or name one target");
                }

                var record = new FuzzRecord(parsed.GetValue(json) ? new FuzzJson() : new FuzzText(screen, parsed.GetValue(quiet)));
                var code = await new FuzzRun(settings, record, new SavedFindings(parsed.GetValue(findings)!, screen), screen).RunAsync(choices, cancellation);
                ReportFiles.Write(parsed.GetValue(reports)!, record.ToReport(settings.Seed.ToString()), screen);
                return code;
            }
            catch (FormatException e)
            {
                screen.Error(e.Message);
                return ExitCode.Usage;
            }
            catch (Exception e) when (IsTargetsFault(e))
            {
                screen.Error(e.Message);
                return ExitCode.CouldNotRun;
            }
        });
        return command;
    }

    /// <summary>Whether an exception says that a target, a file or a foreign program is not what it must be.</summary>
    public static bool IsTargetsFault(Exception e) =>
        e is PluginLoadException or TargetException or InstrumentationRefusedException or InvalidOperationException or IOException or UnauthorizedAccessException;

    static Option<long?> Number(string name, string description)
    {
        var option = new Option<long?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() is < 1)
            {
                result.AddError($"{name} takes a number from 1");
            }
        });
        return option;
    }
}
