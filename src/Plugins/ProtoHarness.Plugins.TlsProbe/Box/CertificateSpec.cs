using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>A certificate of the box, good until something is changed.</summary>
sealed record CertificateSpec
{
    public string Subject { get; init; } = "CN=host.probe.test";

    public string Issuer { get; init; } = "CN=Box Intermediate";

    /// <summary>Who signs.</summary>
    public RSA IssuerKey { get; init; } = BoxKeys.Intermediate;

    /// <summary>Whose it is: RSA or ECDsa.</summary>
    public AsymmetricAlgorithm Key { get; init; } = BoxKeys.Curve;

    /// <summary>Days from now.</summary>
    public double From { get; init; } = -30;

    /// <summary>Days from now.</summary>
    public double Until { get; init; } = 60;

    public IReadOnlyList<string> Names { get; init; } = ["host.probe.test"];

    public bool IsAuthority { get; init; }

    /// <summary>How many authorities may follow; null: any number.</summary>
    public int? PathLength { get; init; }

    public string Usage { get; init; } = "1.3.6.1.5.5.7.3.1";

    /// <summary>What the key may be used for; null: it does not say.</summary>
    public X509KeyUsageFlags? KeyUsage { get; init; }

    public HashAlgorithmName? WeakHash { get; init; }

    public bool HasUnknownCritical { get; init; }

    public bool MustStaple { get; init; }

    /// <summary>The only names that may follow (RFC 5280, 4.2.1.10).</summary>
    public string? PermittedName { get; init; }

    public string? IssuerUrl { get; init; }

    /// <summary>Whether one bit of the signature is turned.</summary>
    public bool IsCorrupted { get; init; }

    public int Serial { get; init; } = 1000;
}
