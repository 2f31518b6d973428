using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;
using Spectre.Console;

namespace ProtoHarness.Cli.Scripts;

/// <summary>A line a script, and the failures again at the end, each with a command to paste.</summary>
sealed class SuiteText(Screen screen, bool quiet, bool isDryRun) : ISuiteReport
{
    public void Write(IReadOnlyList<(SuiteResult Result, string? Path)> results, Seed seed)
    {
        if (!quiet)
        {
            screen.Line($"{results.Count} script{(results.Count == 1 ? "" : "s")}  (seed {seed})");
            var width = results.Max(pair => (int?)pair.Result.Case.Id.Length) ?? 0;
            foreach (var (result, _) in results)
            {
                var note = result.Verdict is Verdict.Unsupported or Verdict.NonStrict ? $"  ({result.Message})" : "";
                screen.Markup($"  [{VerdictStyle.Color(result.Verdict)}]{VerdictText.Format(result.Verdict),-13}[/] {result.Case.Id.PadRight(width).EscapeMarkup()}  {result.Title.EscapeMarkup()}{note.EscapeMarkup()}");
            }

            screen.Line();
        }

        foreach (var (result, path) in results.Where(pair => pair.Result.Verdict is Verdict.Fail or Verdict.Flaky or Verdict.HarnessError))
        {
            Print(result, path);
        }

        var held = results.Count(pair => pair.Result.Verdict is Verdict.Pass or Verdict.NonStrict);
        screen.Line(isDryRun ? $"{held} of {results.Count} scripts have no mistakes; nothing was run." : $"{held} of {results.Count} scripts held{Also(Verdict.Unsupported)}{Also(Verdict.Flaky)}.");

        string Also(Verdict verdict) =>
            results.Count(pair => pair.Result.Verdict == verdict) is > 0 and var count ? $", {count} {VerdictText.Format(verdict)}" : "";
    }

    void Print(SuiteResult result, string? path)
    {
        screen.Markup($"[{VerdictStyle.Color(result.Verdict)}]{VerdictText.Format(result.Verdict)}[/] {result.Case.Id.EscapeMarkup()}{(result.Title.Length > 0 ? ": " + result.Title.EscapeMarkup() : "")}");
        foreach (var error in result.Errors)
        {
            screen.Error(error.ToString());
        }

        if (result.Errors.Count > 0)
        {
            screen.Line();
            return;
        }

        screen.Line($"  {result.Message.ReplaceLineEndings(" ")}");
        AccountText.Lines(screen, "requires", [.. result.Requirements.Select(requirement => $"{requirement.Clause} {requirement.Level.ToString().ToUpperInvariant()}")]);
        if (result.Account is { } account)
        {
            AccountText.Print(screen, account);
        }

        AccountText.Lines(screen, "script", [result.Case.Path]);
        if (path is not null)
        {
            AccountText.Lines(screen, "finding", [$"{path} (failed in {result.Finding!.Header.Failed} of {result.Finding.Header.Runs} replays)"]);
            AccountText.Lines(screen, "replay", [AccountText.Replay(path)]);
        }

        screen.Line();
    }
}
