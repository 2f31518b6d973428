namespace ProtoHarness.Plugins.TlsProbe.Reports;

/// <summary>One thing that a probe found.</summary>
/// <param name="Code">A stable code, such as <c>TLS.CERT.EXPIRED</c> (docs/tls-probe.md).</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Detail">What exactly: numbers, names; empty when the code says all.</param>
public sealed record Finding(string Code, Severity Severity, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => Detail.Length > 0 ? $"{Code} ({Detail})" : Code;
}
