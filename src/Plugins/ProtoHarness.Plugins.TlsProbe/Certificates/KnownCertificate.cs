using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>A certificate that was read: what it says, and its key. Several probes may use it at once.</summary>
sealed class KnownCertificate
{
    readonly Lock _lock = new();
    readonly RSA? _rsa;
    readonly ECDsa? _ecdsa;

    KnownCertificate(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Report = CertificateReader.Report(certificate);
        try
        {
            _rsa = certificate.GetRSAPublicKey();
            RsaKey = _rsa?.ExportParameters(includePrivateParameters: false);
            _ecdsa = _rsa is null ? certificate.GetECDsaPublicKey() : null;
        }
        catch (CryptographicException)
        {
            // A key that the library cannot use verifies nothing.
        }
    }

    /// <summary>Reads a certificate.</summary>
    /// <returns>The certificate; null when the bytes are none, or are one that cannot be read to its end.</returns>
    public static KnownCertificate? Read(ReadOnlyMemory<byte> der)
    {
        if (CertificateReader.Load(der) is not { } certificate)
        {
            return null;
        }

        try
        {
            return new(certificate);
        }
        catch (CryptographicException)
        {
            // The library looks at some fields only when it is asked for them.
            certificate.Dispose();
            return null;
        }
    }

    /// <summary>The certificate, for the library's path builder; nobody disposes of it but the collector.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>What it says.</summary>
    public CertificateReport Report { get; }

    /// <summary>Its key, where that is RSA.</summary>
    public RSAParameters? RsaKey { get; }

    /// <summary>Whether a signature is by its RSA key; null when it has none that can be used so.</summary>
    public bool? VerifiesRsa(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        try
        {
            lock (_lock)
            {
                return _rsa?.VerifyData(content, signature, hash, padding);
            }
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether a signature, in DER, is by its key on a curve; null when it has none that can be used so.</summary>
    public bool? VerifiesEcdsa(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, HashAlgorithmName hash)
    {
        try
        {
            lock (_lock)
            {
                return _ecdsa?.VerifyData(content, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
            }
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
