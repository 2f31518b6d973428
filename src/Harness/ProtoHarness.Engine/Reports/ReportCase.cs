using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>One law of one plugin, or one script.</summary>
/// <param name="Id">Its id within the suite: <c>session/split</c>.</param>
/// <param name="Title">What it says, in one sentence.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Message">Why, when it is not PASS.</param>
public sealed record ReportCase(string Id, string Title, Verdict Verdict, string Message)
{
    /// <summary>Why it matters; empty when nothing is said of it.</summary>
    public string Why { get; init; } = "";

    /// <summary>How many sessions or inputs were judged.</summary>
    public int Runs { get; init; }

    /// <summary>How many of them said nothing.</summary>
    public int Unsupported { get; init; }

    /// <summary>The script's file; empty for a law.</summary>
    public string File { get; init; } = "";

    /// <summary>The clauses that it checks, such as <c>SMUX-3.2 MUST</c>.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>How a law fared under each kind of fault; empty for a codec and for a script.</summary>
    public IReadOnlyList<FaultTally> Faults { get; init; } = [];

    /// <summary>Sessions of it that held, to be drawn: a script's own, or of a law one for each kind of fault; what failed is told by its failure.</summary>
    public IReadOnlyList<ReportSession> Sessions { get; init; } = [];

    /// <summary>What broke it.</summary>
    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];
}
