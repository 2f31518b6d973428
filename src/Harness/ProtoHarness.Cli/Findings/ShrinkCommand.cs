using System.CommandLine;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Findings;

/// <summary><c>protoharness shrink</c>: makes a finding smaller, in its file.</summary>
static class ShrinkCommand
{
    const int Replays = 3;

    public static Command Create()
    {
        var path = new Argument<string>("FINDING") { Description = "A file that check or run has written; it is replaced by the smaller one." };
        var plugin = CommonOptions.PluginFiles();
        var output = new Option<string?>("--output", "-o") { Description = "The file to write to instead.", HelpName = "FILE" };
        var runs = CommonOptions.Runs("The most runs.", 20_000);
        var time = CommonOptions.Time();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("shrink", "Make a finding smaller: connections, messages, fields, faults, schedule.") { path, plugin, output, runs, time, noColor, quiet };
        command.SetAction((parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            var (findings, code) = LoadedFinding.Load([parsed.GetValue(path)!], parsed.GetValue(plugin) ?? [], screen);
            if (findings is not [var loaded])
            {
                return Task.FromResult(code);
            }

            var options = new ShrinkOptions { MaxRuns = parsed.GetValue(runs), MaxTime = parsed.GetValue(time) ?? TimeSpan.FromMinutes(1) };
            return Task.FromResult(Run(loaded, parsed.GetValue(output) ?? loaded.Path, options, screen, cancellationToken));
        });
        return command;
    }

    static int Run(LoadedFinding loaded, string output, ShrinkOptions options, Screen screen, CancellationToken cancellationToken)
    {
        var progress = new Steps(step => screen.Status(() => $"{step.Runs} runs, {step.Steps} steps; {step.Axis}: {step.Change}"));
        try
        {
            var plugin = loaded.Plugin.Definition;
            var (ended, result) = Watched.Run(() =>
            {
                var shrunk = new FindingShrinker(LawJudge.Instance, options).Shrink(loaded.Finding, plugin, progress, cancellationToken);
                return (Shrunk: shrunk, Confirmed: shrunk.Changes.Count == 0 ? (loaded.Finding, true) : new FindingReplayer(LawJudge.Instance).Confirm(shrunk.Finding, plugin, Replays));
            }, loaded.Blocked, TimeProvider.System);
            if (!ended)
            {
                screen.Error($"{loaded.Path}: {Watched.Message(loaded.Blocked!.Value)} The finding is as it was.");
                return ExitCode.NoVerdict;
            }

            var (shrunk, (finding, isReproducible)) = result;
            if (shrunk.End == ShrinkEnd.DoesNotFail)
            {
                screen.Line($"{loaded.Path}: it does not fail any more, so there is nothing to make smaller");
                return ExitCode.NoVerdict;
            }

            foreach (var step in shrunk.Changes)
            {
                screen.Line($"  {step.Axis,-12} {step.Change}");
            }

            if (!isReproducible)
            {
                screen.Error($"{loaded.Path}: what it was made smaller to failed in {finding.Header.Failed} of {finding.Header.Runs} replays only. The finding is as it was.");
                return ExitCode.OnlyFlaky;
            }

            var file = finding.Header with { PluginFile = loaded.Finding.Header.PluginFile };
            WholeFile.Write(output, (shrunk.Changes.Count == 0 ? finding : finding.With(file)).ToString());
            var why = shrunk.End switch { ShrinkEnd.Minimal => "nothing makes it smaller", ShrinkEnd.Budget => "the budget ended (--runs, --time)", _ => "interrupted" };
            screen.Line($"{output}: {shrunk.Changes.Count} steps in {shrunk.Runs} runs; {why}");
            screen.Line($"  {AccountText.Case(finding)}");
            return shrunk.End == ShrinkEnd.Cancelled ? ExitCode.Interrupted : ExitCode.Held;
        }
        catch (ScriptException e)
        {
            screen.Error(e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Error($"{output}: {e.Message}");
            return ExitCode.CouldNotRun;
        }
    }

    sealed class Steps(Action<ShrinkProgress> report) : IProgress<ShrinkProgress>
    {
        public void Report(ShrinkProgress value) => report(value);
    }
}
