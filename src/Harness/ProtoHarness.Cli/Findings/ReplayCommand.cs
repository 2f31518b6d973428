using System.CommandLine;
using ProtoHarness.Cli.Isolation;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Findings;

/// <summary><c>protoharness replay</c>: runs findings again and says whether their bugs live.</summary>
static class ReplayCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("FINDING") { Description = "A file that check or run has written.", Arity = ArgumentArity.OneOrMore };
        var plugin = CommonOptions.PluginFiles();
        var runs = CommonOptions.Runs("How often each is run.", 1);
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var verbose = CommonOptions.Verbose();
        var isolate = CommonOptions.Isolate("Replay in a worker process, so that a finding that ends its process is told as one.");
        var memory = CommonOptions.Memory();
        var command = new Command("replay", "Run findings again. Exit code 1 while a bug lives, 0 when all are gone, 4 when one comes and goes.") { paths, plugin, runs, isolate, memory, json, noColor, quiet, verbose };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            if (Worker.Current is null && parsed.GetValue(isolate) == true)
            {
                return await new Supervisor(parsed.GetValue(memory) ?? CommonOptions.UsualMemory).RunAsync(Environment.GetCommandLineArgs()[1..], screen.Error, cancellationToken);
            }

            var (findings, code) = LoadedFinding.Load(parsed.GetValue(paths)!, parsed.GetValue(plugin) ?? [], screen);
            var replays = new List<Replayed>();
            foreach (var finding in findings.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
            {
                screen.Status(() => $"replaying {finding.Path}");
                var replayed = Run(finding, parsed.GetValue(runs), screen, cancellationToken);
                replays.Add(replayed);
                if (!parsed.GetValue(json))
                {
                    Print(screen, replayed, parsed.GetValue(quiet), parsed.GetValue(verbose));
                }
            }

            if (parsed.GetValue(json))
            {
                ReplayJson.Write(replays);
            }

            Worker.Current?.End();
            return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : code != ExitCode.Held ? code : ReplayCode(replays);
        });
        return command;
    }

    static int ReplayCode(List<Replayed> replays) =>
        replays.Exists(r => r.Error.Length > 0) ? ExitCode.Usage
        : replays.Exists(r => r.Lives) ? ExitCode.Findings
        : replays.Exists(r => r.Failed > 0) ? ExitCode.OnlyFlaky
        : replays.Exists(r => r.Unsupported.Length > 0) ? ExitCode.NoVerdict
        : ExitCode.Held;

    static Replayed Run(LoadedFinding loaded, int runs, Screen screen, CancellationToken cancellationToken)
    {
        var replayer = new FindingReplayer(LawJudge.Instance);
        var replayed = new Replayed(loaded, 0, 0, 0);
        if (Worker.Current?.Deaths.FirstOrDefault(death => death.Part == loaded.Path) is { } death)
        {
            return replayed with { Runs = 1, Failed = 1, Message = $"it ends the process: {death.How}" };
        }

        try
        {
            Worker.Current?.Journal.Enter(loaded.Path);
            for (var i = 0; i < runs && !cancellationToken.IsCancellationRequested; i++)
            {
                screen.Status(() => $"replaying {loaded.Path}: {i} of {runs}");
                var (ended, replay) = Watched.Run(() => replayer.Replay(loaded.Finding, loaded.Plugin.Definition, loaded.Plugin.Identity.Hash), loaded.Blocked, TimeProvider.System);
                if (!ended)
                {
                    return replayed with { Runs = i + 1, Failed = i + 1, Message = Watched.Message(loaded.Blocked!.Value) };
                }

                var fails = replay!.Fails;
                var isLast = i == runs - 1;
                replayed = replayed with
                {
                    Runs = i + 1,
                    Failed = replayed.Failed + (fails ? 1 : 0),
                    SameTrace = replayed.SameTrace + (replay.SameTrace == true ? 1 : 0),
                    Message = replay.Verdict.Failure ?? replayed.Message,
                    Unsupported = replay.Verdict.Unsupported ?? "",
                    Notes = replay.Notes,
                    Account = isLast && fails ? Watched.Run(() => Account(loaded, replay.Verdict), loaded.Blocked, TimeProvider.System).Value : replayed.Account,
                };
            }
        }
        catch (ScriptException e)
        {
            // The plugin has no longer what the finding names.
            screen.Error(e.Message);
            return replayed with { Error = e.Message };
        }
        finally
        {
            Worker.Current?.Journal.Leave();
        }

        return replayed;
    }

    static FindingAccount? Account(LoadedFinding loaded, FindingVerdict verdict) =>
        LawCatalog.Find(loaded.Finding.Law) is not { } law ? null
        : verdict.Result is { } result ? FindingAccount.Of(law, result)
        : loaded.Plugin.Definition.Frames.FirstOrDefault(frame => frame.Schema.Name == loaded.Finding.Scenario.Frame.Text) is { } codec
            ? FindingAccount.Of(law, codec, Convert.FromHexString(loaded.Finding.Scenario.Input)) : null;

    static void Print(Screen screen, Replayed replayed, bool quiet, bool verbose)
    {
        var finding = replayed.Loaded.Finding;
        if (replayed.Error.Length > 0 || (quiet && replayed.Failed == 0))
        {
            return;
        }

        var title = $"{finding.Plugin}/{finding.Law}";
        screen.Line(replayed.Lives ? $"FAIL {title}: the bug lives, in {replayed.Failed} of {replayed.Runs} runs"
            : replayed.Failed > 0 ? $"FLAKY {title}: it failed in {replayed.Failed} of {replayed.Runs} runs"
            : replayed.Unsupported.Length > 0 ? $"UNSUPPORTED {title}: {replayed.Unsupported}"
            : $"PASS {title}: the bug is gone, in {replayed.Runs} of {replayed.Runs} runs");
        AccountText.Lines(screen, "message", replayed.Failed > 0 ? [replayed.Message] : []);
        if (replayed.Account is { } account)
        {
            AccountText.Print(screen, account, verbose);
        }

        AccountText.Lines(screen, "case", [AccountText.Case(finding)]);
        AccountText.Lines(screen, "trace", finding.Header.Trace is null || replayed.Failed == 0 ? []
            : [replayed.SameTrace == replayed.Runs ? "the same, byte for byte, each time" : $"the same in {replayed.SameTrace} of {replayed.Runs} runs"]);
        AccountText.Lines(screen, "note", replayed.Notes);
        screen.Line();
    }
}
