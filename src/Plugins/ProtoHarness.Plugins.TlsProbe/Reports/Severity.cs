namespace ProtoHarness.Plugins.TlsProbe.Reports;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Nothing to say.</summary>
    Ok,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>To be mended soon.</summary>
    Warning,

    /// <summary>Clients are refused, or should be.</summary>
    Critical,

    /// <summary>The server could not be judged.</summary>
    Unknown,
}
