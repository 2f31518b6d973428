namespace ProtoHarness.Engine.Reports;

/// <summary>Cases that belong together.</summary>
/// <param name="Name">The plugin's id, or <c>scripts</c>.</param>
/// <param name="Summary">One line on it; empty when there is none.</param>
/// <param name="Source">The plugin's file; empty for scripts.</param>
/// <param name="Elapsed">The real time that it took.</param>
/// <param name="Cases">The cases.</param>
public sealed record ReportSuite(string Name, string Summary, string Source, TimeSpan Elapsed, IReadOnlyList<ReportCase> Cases)
{
    /// <summary>What is to be seen over time and in classes; empty when nothing was measured.</summary>
    public IReadOnlyList<ReportChart> Charts { get; init; } = [];
}
