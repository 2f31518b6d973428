namespace ProtoHarness.Engine.Findings;

/// <summary>What a replay came to.</summary>
/// <param name="Verdict">What the law says now.</param>
/// <param name="SameTrace">Whether the trace is the same, byte for byte; null where traces are not repeatable (on sockets) or there is none.</param>
/// <param name="Notes">What is different from when it was found, a line each.</param>
public sealed record ReplayResult(FindingVerdict Verdict, bool? SameTrace, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the law is still broken.</summary>
    public bool Fails => Verdict.Failure is not null;
}
