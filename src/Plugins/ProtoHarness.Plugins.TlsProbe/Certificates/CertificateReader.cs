using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Reads what a certificate says, without believing that it is well-formed.</summary>
static class CertificateReader
{
    const string MustStapleId = "1.3.6.1.5.5.7.1.24";

    static readonly string[] WeakSignatures =
    [
        "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.3.14.3.2.29", "1.2.840.10045.4.1", "1.2.840.10040.4.3",
    ];

    /// <summary>The certificate; null when the bytes are none.</summary>
    public static X509Certificate2? Load(ReadOnlyMemory<byte> der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static CertificateReport Report(X509Certificate2 certificate)
    {
        var (key, isWeak) = PublicKeys.Describe(certificate.PublicKey);
        var raw = certificate.RawDataMemory;
        var constraints = Try(() => certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault(one => one.CertificateAuthority), null);
        return new CertificateReport
        {
            Subject = certificate.Subject,
            Issuer = certificate.Issuer,
            Serial = certificate.SerialNumber,
            NotBefore = certificate.NotBefore.ToUniversalTime(),
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            Names = Try(() => Names(certificate), []),
            CommonName = Try(() => CommonName(certificate), null),
            Key = key,
            IsKeyWeak = isWeak,
            Signature = certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value ?? "",
            IsSignatureWeak = WeakSignatures.Contains(certificate.SignatureAlgorithm.Value),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(raw.Span)),
            Pin = Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())),
            IsSelfSigned = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
                && SignedBlob.OfCertificate(raw) is { } blob && blob.IsSignedBy(certificate),
            IsAuthority = constraints is not null,
            PathLength = constraints is { HasPathLengthConstraint: true } ? constraints.PathLengthConstraint : null,
            KeyUsage = Try(() => certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages, null),
            Usages = Try<IReadOnlyList<string>?>(() => certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
                ? [.. usage.EnhancedKeyUsages.Cast<Oid>().Select(one => one.Value ?? "")] : null, null),
            MustStaple = certificate.Extensions.Any(extension => extension.Oid?.Value == MustStapleId),
            IssuerUrl = Try(() => certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>()
                .SelectMany(extension => extension.EnumerateCAIssuersUris()).FirstOrDefault(), null),
            Length = raw.Length,
        };
    }

    static List<string> Names(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames());
            names.AddRange(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        }

        return names;
    }

    static string? CommonName(X509Certificate2 certificate) => certificate.SubjectName.EnumerateRelativeDistinguishedNames()
        .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == "2.5.4.3")
        .Select(name => name.GetSingleElementValue()).LastOrDefault();

    /// <summary>An extension that cannot be read says nothing.</summary>
    static T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            return otherwise;
        }
    }
}
