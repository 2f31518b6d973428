namespace ProtoHarness.Engine.Reports;

/// <summary>The format of a report.</summary>
public enum ReportFormat
{
    /// <summary>XML as JUnit writes it, for build servers.</summary>
    Junit,

    /// <summary>SARIF 2.1.0, for code hosts and editors.</summary>
    Sarif,

    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>One page that needs nothing else.</summary>
    Html,
}
