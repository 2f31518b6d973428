using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>What one certificate says.</summary>
sealed record CertificateReport
{
    const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    const string AnyUsage = "2.5.29.37.0";
    const X509KeyUsageFlags ForServers = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement;

    public required string Subject { get; init; }

    public required string Issuer { get; init; }

    /// <summary>Hexadecimal.</summary>
    public required string Serial { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>DNS names and addresses of the subject alternative name.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The common name; null without one.</summary>
    public required string? CommonName { get; init; }

    /// <summary>The kind of key and its bits, such as RSA 2048.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the key is too short.</summary>
    public required bool IsKeyWeak { get; init; }

    /// <summary>The algorithm of the issuer's signature.</summary>
    public required string Signature { get; init; }

    /// <summary>Whether it is MD5 or SHA-1.</summary>
    public required bool IsSignatureWeak { get; init; }

    /// <summary>Of the whole certificate, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Of the public key with its algorithm, base64: what a pin holds.</summary>
    public required string Pin { get; init; }

    /// <summary>Whether it is signed by its own key; the signature was verified.</summary>
    public required bool IsSelfSigned { get; init; }

    /// <summary>Whether it may sign others.</summary>
    public required bool IsAuthority { get; init; }

    /// <summary>How many authorities may follow it; null: any number, or it is none.</summary>
    public required int? PathLength { get; init; }

    /// <summary>What the key may be used for; null: it does not say.</summary>
    public required X509KeyUsageFlags? KeyUsage { get; init; }

    /// <summary>What it may be used for, object identifiers; null: it does not say.</summary>
    public required IReadOnlyList<string>? Usages { get; init; }

    /// <summary>Whether it may be used for a TLS server, as far as it says anything (RFC 5280, 4.2.1.3 and 4.2.1.12).</summary>
    public bool IsForServers =>
        (Usages is null || Usages.Contains(ServerAuthentication) || Usages.Contains(AnyUsage)) && (KeyUsage is not { } key || (key & ForServers) != 0);

    /// <summary>Whether it demands a stapled OCSP response (RFC 7633).</summary>
    public required bool MustStaple { get; init; }

    /// <summary>Where the issuer's certificate is said to be; null when it is not said. The probe never goes there.</summary>
    public required string? IssuerUrl { get; init; }

    public required int Length { get; init; }
}
