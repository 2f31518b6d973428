using ProtoHarness.Cli.Findings;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Cli.Check;

/// <summary>What a check came to, as reports want it.</summary>
static class CheckModel
{
    public static Report Of(
        IReadOnlyList<(LoadedPlugin Plugin, CheckResult Result, ChartLine Judged)> results, string seed, IReadOnlyList<PluginLoadError> errors, SavedFindings findings, bool drawSessions) =>
        new("check", HarnessVersion.Text, seed, [.. results.Select(one => Suite(one.Plugin, one.Result, findings, Drawn(drawSessions ? one.Result.Rows : [])) with { Charts = one.Judged.Chart() is { } chart ? [chart] : [] })])
        {
            IsFinished = results.All(pair => pair.Result.Finished),
            Errors = [.. errors.Select(error => error.ToString())],
        };

    /// <summary>Thousands of sessions held: of each kind of fault the first is run once more and drawn, where its law stands.</summary>
    static ILookup<CheckRow, ReportSession> Drawn(IReadOnlyList<CheckRow> rows) => rows
        .SelectMany(row => row.Faults.Select(fault => (Row: row, fault.Fault, fault.Example)))
        .Where(one => one.Example is not null)
        .DistinctBy(one => one.Fault)
        .ToLookup(one => one.Row, one => new ReportSession($"{one.Example!.Conversation.Name} under {(one.Example.Faults.Count == 0 ? "no faults" : string.Join(", ", one.Example.Faults))}", EventText.Of(SessionRunner.Run(one.Example with { KeepTrace = true }))));

    static ReportSuite Suite(LoadedPlugin plugin, CheckResult result, SavedFindings findings, ILookup<CheckRow, ReportSession> drawn) =>
        new(plugin.Id, plugin.Definition.Summary, plugin.Source, result.Elapsed, [.. result.Rows.Select(row => new ReportCase(row.Law.Id, row.Law.Title, row.Verdict, row.Note)
        {
            Why = row.Law.Why,
            Runs = row.Cases,
            Unsupported = row.Unsupported,
            Faults = row.Faults,
            Sessions = [.. drawn[row]],
            Failures = [.. row.Failures.Select(failure => Failure(plugin, failure, findings.PathOf(failure)))],
        })]);

    static ReportFailure Failure(LoadedPlugin plugin, CheckFailure failure, string? path)
    {
        var made = failure.Made;
        var told = made?.Account is not null ? made.Finding.Message : failure.Judgement.Message;
        var smallest = made is not null ? AccountText.Case(made.Finding) : failure.Session?.ToString() ?? $"input {Convert.ToHexStringLower(failure.Input.Span)}";
        return new ReportFailure(failure.Judgement.Verdict, failure.Subject, told, smallest)
        {
            Id = made is null ? "" : FindingKey.Of(made.Finding).Id,
            Finding = path ?? "",
            Replay = path is null ? "" : AccountText.Replay(path, failure.EndsProcess),
            Account = made?.Account,
            Source = made?.Account?.Source ?? (failure.Codec is { } codec ? SourcePlace.OfRecord(plugin.Source, codec.Schema.Name) : null),
        };
    }
}
