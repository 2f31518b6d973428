using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Engine.Reports;

/// <summary>A session that held, to be drawn.</summary>
/// <param name="Title">What it was.</param>
/// <param name="Events">What happened in it, in order, with the frames that were written.</param>
public sealed record ReportSession(string Title, IReadOnlyList<AccountEvent> Events);
