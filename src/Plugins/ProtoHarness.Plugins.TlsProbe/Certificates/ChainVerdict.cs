using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>What a presented chain came to.</summary>
/// <param name="Presented">In the order of the wire.</param>
/// <param name="Path">The path that was built, leaf first; it may end without a trusted root.</param>
/// <param name="IsVerified">Whether the path holds.</param>
/// <param name="Staple">The stapled response; null when there is none that can be read.</param>
/// <param name="Findings">What is wrong.</param>
sealed record ChainVerdict(
    IReadOnlyList<CertificateReport> Presented, IReadOnlyList<CertificateReport> Path, bool IsVerified, OcspStaple? Staple, IReadOnlyList<Finding> Findings)
{
    /// <summary>The name that was to be presented.</summary>
    public required string Host { get; init; }

    /// <summary>Whether a name of the leaf is the host's.</summary>
    public bool NameMatches => HostNames.Mismatch(Host, Presented[0].Names) is null;

    /// <summary>The earliest end among the presented certificates.</summary>
    public DateTimeOffset PresentedMin => Presented.Min(certificate => certificate.NotAfter);

    /// <summary>The earliest end on the verified path; null when none verifies.</summary>
    public DateTimeOffset? VerifiedMin => IsVerified ? Path.Min(certificate => certificate.NotAfter) : null;
}
