using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Reports;

/// <summary>All that is known of one target.</summary>
sealed record ProbeRecord
{
    /// <summary>What was asked for, as it was written.</summary>
    public required string Target { get; init; }

    /// <summary>When, by the clock that the certificates were judged by.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What is wrong, the worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The chain; null when none was seen.</summary>
    public ChainVerdict? Chain { get; init; }

    public TlsVersion Version { get; init; }

    public string? Suite { get; init; }

    public NamedGroup Group { get; init; }

    public string? Alpn { get; init; }

    public Possession Possession { get; init; }

    /// <summary>All versions, suites and groups; null when they were not asked for.</summary>
    public Enumeration? Accepted { get; init; }

    /// <summary>none, optional or required.</summary>
    public string ClientCertificate { get; init; } = "none";

    /// <summary>What happens without a server name: same, differs, refused; null when it was not asked for.</summary>
    public string? WithoutName { get; init; }

    /// <summary>What the runtime's own TLS came to; null when it was not asked.</summary>
    public Confirmation? Confirmed { get; init; }

    /// <summary>Handshakes that it took.</summary>
    public int Handshakes { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>The worst finding: critical before unknown before warning, as monitoring has it.</summary>
    public Severity Status => Worst(Findings.Select(finding => finding.Severity));

    /// <summary>Whole days to the end of the leaf, rounded down; null when there is none.</summary>
    public long? DaysLeft => Chain is { } chain ? (long)Math.Floor((chain.Presented[0].NotAfter - Time).TotalDays) : null;

    /// <summary>The worst of several: critical before unknown before warning.</summary>
    public static Severity Worst(IEnumerable<Severity> all) => all.Where(severity => severity != Severity.Info).DefaultIfEmpty(Severity.Ok).MaxBy(Rank);

    internal static int Rank(Severity severity) => severity switch
    {
        Severity.Critical => 4,
        Severity.Unknown => 3,
        Severity.Warning => 2,
        Severity.Info => 1,
        _ => 0,
    };
}
