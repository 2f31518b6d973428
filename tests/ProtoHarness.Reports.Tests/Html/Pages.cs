using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;

namespace ProtoHarness.Reports.Tests.Html;

/// <summary>Reports to be looked at.</summary>
static class Pages
{
    public static Report Check { get; } = new("check", "0.1.0", "7",
    [
        new ReportSuite("my-proto", "questions and answers", "MyProto.cs", TimeSpan.FromSeconds(3),
        [
            new ReportCase("codec/round-trip", "what is written and read back is the same", Verdict.Pass, "") { Runs = 120 },
            new ReportCase("session/split", "cutting the stream at any byte changes nothing", Verdict.Fail, "")
            {
                Runs = 9, Why = "a reader that takes one read for one frame breaks here", Faults = [new("split", 9, 0, 1), new("none", 1, 0, 0)],
                Failures = [new ReportFailure(Verdict.Fail, "conversation ask", "answer 1 is not the reverse of the question", "my-proto ask questions=1 on memory under C>S split @6")
                {
                    Id = "01234567", Finding = "findings/my-proto-session-split-01234567.phs", Replay = "protoharness replay findings/my-proto-session-split-01234567.phs",
                    Account = new FindingAccount
                    {
                        Expected = "cutting the stream at any byte changes nothing", Place = "byte 6 of C>S (Payload, byte 4 of 4, of MyProtoFrame 1)", Ends = ["C1: answer 1 is not the reverse", "S1 completed"],
                        Events =
                        [
                            new("+0ms", "C1", "open"), new("+0ms", "C1", "writes 7 bytes: MyProtoFrame Verb = Ask (1), Length = 4, Payload = 0x01020304"), new("+0ms", "", "fault split @6 on connection 1 C>S: fired 1 time"),
                            new("+0ms", "S1", "reads 6 bytes: 010004010203, which is no whole MyProtoFrame"), new("+0ms", "S1", "writes 6 bytes: MyProtoFrame Verb = Answer (2), Length = 3"), new("+0ms", "C1", "reads 6 bytes"),
                        ],
                    },
                }],
            },
            new ReportCase("session/truncation", "truncation is never taken for a normal end", Verdict.Pass, "") { Runs = 40, Faults = [new("truncate", 40, 3, 0)] },
        ])
        {
            Charts = [new ReportChart("cases judged", false, [new(0, 0, "0 after 0 s"), new(1, 120, "120 after 1 s"), new(3, 169, "169 after 3 s")])],
        },
    ]);
}
