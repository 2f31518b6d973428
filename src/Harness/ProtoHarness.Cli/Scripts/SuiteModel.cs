using ProtoHarness.Cli.Findings;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Scripts;

/// <summary>What a run of scripts came to, as reports want it.</summary>
static class SuiteModel
{
    public static Report Of(IReadOnlyList<(SuiteResult Result, string? Path)> results, string seed, TimeSpan elapsed, ChartLine done) =>
        new("run", HarnessVersion.Text, seed,
            [new ReportSuite("scripts", "", "", elapsed, [.. results.Select(pair => Case(pair.Result, pair.Path))]) { Charts = done.Chart() is { } chart ? [chart] : [] }]);

    static ReportCase Case(SuiteResult result, string? path)
    {
        var message = result.Errors.Count > 0 ? string.Join('\n', result.Errors) : result.Message;
        return new ReportCase(result.Case.Id, result.Title, result.Verdict, message)
        {
            Runs = result.Runs,
            File = result.Case.Path,
            Requirements = [.. result.Requirements.Select(requirement => $"{requirement.Clause} {requirement.Level.ToString().ToUpperInvariant()}")],
            Sessions = result.Account is null && result.Run is { Result.Trace.Count: > 0 } run ? [new ReportSession("session", EventText.Of(run.Result))] : [],
            Failures = result.Verdict is not (Verdict.Fail or Verdict.Flaky or Verdict.HarnessError) ? [] : [new ReportFailure(result.Verdict, result.Case.Id, message, result.Case.Path)
            {
                Id = result.Finding is { } finding ? FindingKey.Of(finding).Id : "",
                Finding = path ?? "",
                Replay = path is null ? "" : AccountText.Replay(path),
                Account = result.Account,
                Source = result.Account?.Source ?? new SourcePlace(result.Case.Path, result.Errors.Count > 0 ? result.Errors[0].Position.Line : 0),
            }],
        };
    }
}
