using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Cli.Output;

/// <summary>The colours of verdicts.</summary>
static class VerdictStyle
{
    public static string Color(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "green",
        Verdict.Fail or Verdict.HarnessError => "red",
        Verdict.Unsupported => "grey",
        _ => "yellow",
    };
}
