using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;

namespace ProtoHarness.Engine.Tests.Reports;

/// <summary>A report with every verdict.</summary>
static class Reports
{
    /// <summary>The report, with a text in every place where a plugin's words can stand.</summary>
    public static Report Of(string text) => new("check", "0.1.0", "7",
    [
        new ReportSuite(text, text, "src/other.dll", TimeSpan.FromSeconds(1.5),
        [
            new ReportCase("session/split", text, Verdict.Fail, text) { Runs = 5, Unsupported = 1, Why = text, Failures = [Failure(Verdict.Fail, text) with { Source = new SourcePlace("src/My Proto.cs", 12) }] },
            new ReportCase("session/benign", text, Verdict.Flaky, text) { Failures = [Failure(Verdict.Flaky, text)] },
            new ReportCase("codec/junk", text, Verdict.Unsupported, text),
            new ReportCase("codec/length", text, Verdict.NonStrict, text) { Requirements = [text] },
            new ReportCase("codec/limit", text, Verdict.HarnessError, text),
        ]),
    ]) { Errors = [text], IsFinished = false };

    static ReportFailure Failure(Verdict verdict, string text) => new(verdict, text, text, text)
    {
        Id = "01234567", Finding = "findings/x.phs", Replay = "protoharness replay findings/x.phs",
        Account = new FindingAccount { Expected = text, Place = text, Ends = [text, text], Faults = [text], Wire = [text], Waits = [text], Events = [new("+0ms", "C1", text), new("", "", text), new("+1ms", "S1", text)] },
    };
}
