namespace ProtoHarness.Engine.Reports;

/// <summary>Numbers to be seen: over time as a line, in classes as bars.</summary>
/// <param name="Title">What they are.</param>
/// <param name="IsBars">Whether each point is a class of its own; else they are values of one thing that changes.</param>
/// <param name="Points">The numbers, in order.</param>
public sealed record ReportChart(string Title, bool IsBars, IReadOnlyList<ChartPoint> Points);
