using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>One failure.</summary>
/// <param name="Verdict">FAIL or FLAKY.</param>
/// <param name="Subject">What was checked: <c>conversation echo</c>.</param>
/// <param name="Message">How it failed.</param>
/// <param name="Case">The smallest case that is known, on one line.</param>
public sealed record ReportFailure(Verdict Verdict, string Subject, string Message, string Case)
{
    /// <summary>Eight digits that are the same for the same bug; empty when there is no finding.</summary>
    public string Id { get; init; } = "";

    /// <summary>The finding's file; empty when there is none.</summary>
    public string Finding { get; init; } = "";

    /// <summary>The words with which it is run again; empty when there is no finding.</summary>
    public string Replay { get; init; } = "";

    /// <summary>The failure, told for people; null when nothing more is known.</summary>
    public FindingAccount? Account { get; init; }

    /// <summary>Where in the plugin's source; null when not known.</summary>
    public SourcePlace? Source { get; init; }
}
