using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>What certificates are judged by.</summary>
sealed record TrustOptions
{
    /// <summary>The roots that are trusted; null: those of this machine.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    public Threshold Warning { get; init; } = Threshold.Warning;

    public Threshold Critical { get; init; } = Threshold.Critical;

    /// <summary>SHA-256 of public keys, base64: one of them must be presented; none: any.</summary>
    public IReadOnlyList<string> Pins { get; init; } = [];

    /// <summary>The longest lifetime of a leaf that browsers accept, in days.</summary>
    public int MaxLifetimeDays { get; init; } = 398;

    /// <summary>Bytes of a chain from which some clients refuse it.</summary>
    public int LargeChain { get; init; } = 100_000;
}
