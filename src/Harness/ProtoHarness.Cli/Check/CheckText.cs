using System.Globalization;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Simulation;
using Spectre.Console;

namespace ProtoHarness.Cli.Check;

/// <summary>A line a law, and the failures again at the end, each with a command to paste.</summary>
sealed class CheckText(Screen screen, IReadOnlyList<(string Name, string Value)> set, bool quiet, bool verbose) : ICheckReport
{
    readonly List<(LoadedPlugin Plugin, CheckRow Row, CheckFailure Failure, Seed Seed, string? Path)> _failures = [];

    public void Begin(LoadedPlugin plugin, SeedRange seeds)
    {
        if (!quiet)
        {
            screen.Line($"{plugin.Id}: {plugin.Definition.Summary}  (seed{(seeds.First == seeds.Last ? "" : "s")} {seeds})");
            foreach (var warning in verbose ? plugin.Warnings : [])
            {
                screen.Line($"  warning: {warning}");
            }
        }
    }

    public void End(LoadedPlugin plugin, CheckResult result, SavedFindings findings)
    {
        foreach (var row in result.Rows)
        {
            if (!quiet || row.Failures.Count > 0)
            {
                Print(row);
            }
        }

        if (!quiet)
        {
            var cases = result.Rows.Sum(row => row.Cases);
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {cases:N0} cases{(result.Seeds == 1 ? "" : $" by {result.Seeds:N0} seeds")} in {result.Elapsed.TotalSeconds:0.0} s{(result.Finished ? "" : ", not finished")}"));
            screen.Line();
        }

        _failures.AddRange(result.Failures.Select(pair => (plugin, pair.Row, pair.Failure, result.Seed, findings.PathOf(pair.Failure))));
    }

    public void Finish(IReadOnlyList<CheckResult> results, IReadOnlyList<PluginLoadError> errors)
    {
        foreach (var same in _failures.GroupBy(one => one.Path ?? (object)one.Failure))
        {
            var (plugin, row, failure, seed, path) = same.First();
            Print(plugin, row, failure, seed, path, [.. same.Skip(1).Select(one => one.Failure.Subject)]);
        }

        var failed = results.Sum(result => result.Rows.Count(row => row.Failures.Count > 0 || (row.Cases == 0 && !result.Finished)));
        var rows = results.Sum(result => result.Rows.Count);
        var open = results.Any(result => !result.Finished) ? "; not all cases were judged" : "";
        screen.Line($"{rows - failed} of {rows} laws held on {results.Count} plugin{(results.Count == 1 ? "" : "s")}{(errors.Count > 0 ? $", {errors.Count} could not be loaded" : "")}{open}.");
    }

    void Print(LoadedPlugin plugin, CheckRow row, CheckFailure failure, Seed seed, string? path, IReadOnlyList<string> alsoIn)
    {
        screen.Markup($"[red]{VerdictText.Format(failure.Judgement.Verdict)}[/] {row.Id.EscapeMarkup()}: {row.Law.Title.EscapeMarkup()}");
        var made = failure.Made;
        screen.Line($"  {failure.Subject}: {(made?.Account is null ? failure.Judgement.Message : made.Finding.Message).ReplaceLineEndings(" ")}");
        if (made?.Account is { } account)
        {
            AccountText.Print(screen, account, verbose);
        }

        AccountText.Lines(screen, "case", failure is { Made: null, Session: null, Codec: null } ? [] : [made is not null ? AccountText.Case(made.Finding) : failure.Session?.ToString() ?? $"input {Convert.ToHexStringLower(failure.Input.Span)}"]);
        if (made is not null && path is not null)
        {
            var smaller = made.Changes.Count > 0 ? $"; made smaller in {made.Changes.Count} step{(made.Changes.Count == 1 ? "" : "s")}" : "";
            AccountText.Lines(screen, "finding", [$"{path} (failed in {made.Finding.Header.Failed} of {made.Finding.Header.Runs} replays{smaller})"]);
            AccountText.Lines(screen, "also", alsoIn.Count > 0 ? [string.Join(", ", alsoIn.GroupBy(subject => subject).Select(one => one.Count() > 1 ? $"{one.Key} ({one.Count()} times)" : one.Key))] : []);
            AccountText.Lines(screen, "shrunk", verbose ? [.. made.Changes.Select(change => $"{change.Axis}: {change.Change}")] : []);
            AccountText.Lines(screen, "replay", [AccountText.Replay(path, failure.EndsProcess)]);
        }
        else
        {
            AccountText.Lines(screen, "finding", failure.Problem.Length > 0 ? [failure.Problem] : []);
            AccountText.Lines(screen, "again", [$"protoharness check {plugin.Source} --filter {row.Id} --seed {seed}{string.Concat(set.Select(pair => $" --set {pair.Name}={pair.Value}"))}"]);
        }

        screen.Line();
    }

    void Print(CheckRow row)
    {
        var color = VerdictStyle.Color(row.Verdict);
        var cases = string.Create(CultureInfo.InvariantCulture, $"{row.Cases - row.Unsupported:N0}");
        var note = row.Note.Length > 0 ? $"  ({row.Note})" : "";
        screen.Markup($"  [{color}]{VerdictText.Format(row.Verdict),-12}[/] {row.Law.Id,-22} {cases,8}  {row.Law.Title.EscapeMarkup()}{note.EscapeMarkup()}");
    }
}
