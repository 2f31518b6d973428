using System.Globalization;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using Spectre.Console;

namespace ProtoHarness.Cli.Check;

/// <summary>A line a law, and the failures again at the end, each with a command to paste.</summary>
sealed class CheckText(Screen screen, bool quiet) : ICheckReport
{
    readonly List<(LoadedPlugin Plugin, CheckRow Row, CheckFailure Failure)> _failures = [];
    CheckOptions _options = new();

    public void Begin(LoadedPlugin plugin, CheckOptions options)
    {
        _options = options;
        if (!quiet)
        {
            screen.Line($"{plugin.Id}: {plugin.Definition.Summary}  (seed {options.Seed})");
        }
    }

    public void End(LoadedPlugin plugin, CheckResult result)
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
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {cases:N0} cases in {result.Elapsed.TotalSeconds:0.0} s{(result.Finished ? "" : ", not finished")}"));
            screen.Line();
        }

        _failures.AddRange(result.Failures.Select(pair => (plugin, pair.Row, pair.Failure)));
    }

    public void Finish(IReadOnlyList<CheckResult> results, IReadOnlyList<PluginLoadError> errors)
    {
        foreach (var (plugin, row, failure) in _failures)
        {
            screen.Markup($"[red]{VerdictText.Format(failure.Judgement.Verdict)}[/] {row.Id.EscapeMarkup()}: {row.Law.Title.EscapeMarkup()}");
            screen.Line($"  {failure.Subject}: {failure.Judgement.Message}");
            screen.Line(failure.Session is { } session ? $"  case: {session}" : $"  input: {Convert.ToHexStringLower(failure.Input.Span)}");
            screen.Line($"  replay: protoharness check {plugin.Source} --filter {row.Id} --seed {_options.Seed}{string.Concat(_options.Set.Select(pair => $" --set {pair.Name}={pair.Value}"))}");
            screen.Line();
        }

        var failed = results.Sum(result => result.Rows.Count(row => row.Failures.Count > 0));
        var rows = results.Sum(result => result.Rows.Count);
        var open = results.Any(result => !result.Finished) ? "; not all cases were judged" : "";
        screen.Line($"{rows - failed} of {rows} laws held on {results.Count} plugin{(results.Count == 1 ? "" : "s")}{(errors.Count > 0 ? $", {errors.Count} could not be loaded" : "")}{open}.");
    }

    void Print(CheckRow row)
    {
        var color = row.Verdict switch
        {
            Verdict.Pass => "green",
            Verdict.Fail or Verdict.HarnessError => "red",
            Verdict.Unsupported => "grey",
            _ => "yellow",
        };
        var cases = string.Create(CultureInfo.InvariantCulture, $"{row.Cases - row.Unsupported:N0}");
        var note = row.Note.Length > 0 ? $"  ({row.Note})" : "";
        screen.Markup($"  [{color}]{VerdictText.Format(row.Verdict),-12}[/] {row.Law.Id,-22} {cases,8}  {row.Law.Title.EscapeMarkup()}{note.EscapeMarkup()}");
    }
}
