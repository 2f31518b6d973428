using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Engine.Transports;

/// <summary>The certificate of the servers of this process, made at the first use.</summary>
static class TlsCertificate
{
    /// <summary>The name in it.</summary>
    public const string Host = "localhost";

    static readonly Lazy<X509Certificate2> Made = new(Make);

    public static X509Certificate2 Current => Made.Value;

    static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}
