namespace ProtoHarness.Engine.Laws;

/// <summary>Verdicts as they are printed.</summary>
public static class VerdictText
{
    /// <summary>The verdict as it is printed.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Such as <c>NON-STRICT</c>.</returns>
    public static string Format(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "PASS",
        Verdict.NonStrict => "NON-STRICT",
        Verdict.Unsupported => "UNSUPPORTED",
        Verdict.Flaky => "FLAKY",
        Verdict.Fail => "FAIL",
        _ => "HARNESS-ERROR",
    };
}
