using ProtoHarness.Cli.Findings;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Reports;

namespace ProtoHarness.Cli.Check;

/// <summary>What a check came to, as reports want it.</summary>
static class CheckModel
{
    public static Report Of(IReadOnlyList<(LoadedPlugin Plugin, CheckResult Result, ChartLine Judged)> results, string seed, IReadOnlyList<PluginLoadError> errors, SavedFindings findings) =>
        new("check", HarnessVersion.Text, seed, [.. results.Select(one => Suite(one.Plugin, one.Result, findings) with { Charts = one.Judged.Chart() is { } chart ? [chart] : [] })])
        {
            IsFinished = results.All(pair => pair.Result.Finished),
            Errors = [.. errors.Select(error => error.ToString())],
        };

    static ReportSuite Suite(LoadedPlugin plugin, CheckResult result, SavedFindings findings) =>
        new(plugin.Id, plugin.Definition.Summary, plugin.Source, result.Elapsed, [.. result.Rows.Select(row => new ReportCase(row.Law.Id, row.Law.Title, row.Verdict, row.Note)
        {
            Why = row.Law.Why,
            Runs = row.Cases,
            Unsupported = row.Unsupported,
            Faults = row.Faults,
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
