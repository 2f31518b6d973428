using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>Verifies what a server signed with the key of its certificate.</summary>
static class HandshakeSignature
{
    /// <summary>What a server signs in TLS 1.3 (RFC 8446, 4.4.3).</summary>
    public static byte[] Content13(byte[] transcript, bool ofClient = false) =>
    [
        .. Enumerable.Repeat((byte)0x20, 64),
        .. Encoding.ASCII.GetBytes($"TLS 1.3, {(ofClient ? "client" : "server")} CertificateVerify"),
        0,
        .. transcript,
    ];

    /// <summary>Verifies a signature with its algorithm: TLS 1.2 and 1.3.</summary>
    public static Possession Verify(ReadOnlyMemory<byte> certificate, SignatureScheme scheme, byte[] content, ReadOnlySpan<byte> signature)
    {
        var hash = ((int)scheme >> 8, (int)scheme & 0xFF) switch
        {
            (2, _) => HashAlgorithmName.SHA1,
            (4, _) or (8, 4) or (8, 9) => HashAlgorithmName.SHA256,
            (5, _) or (8, 5) or (8, 10) => HashAlgorithmName.SHA384,
            (6, _) or (8, 6) or (8, 11) => HashAlgorithmName.SHA512,
            (1, _) => HashAlgorithmName.MD5,
            _ => default,
        };
        var (isPss, isEcdsa) = ((int)scheme >> 8 == 8, (int)scheme >> 8 != 8 && ((int)scheme & 0xFF) == 3);
        if (hash.Name is null || (!isPss && !isEcdsa && ((int)scheme & 0xFF) != 1))
        {
            return Possession.NotShown;
        }

        try
        {
            using var x509 = X509CertificateLoader.LoadCertificate(certificate.Span);
            if (isEcdsa)
            {
                using var ecdsa = x509.GetECDsaPublicKey();
                return Judge(ecdsa?.VerifyData(content, signature, hash, DSASignatureFormat.Rfc3279DerSequence));
            }

            using var rsa = x509.GetRSAPublicKey();
            return Judge(rsa?.VerifyData(content, signature, hash, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));
        }
        catch (CryptographicException)
        {
            return Possession.NotShown;
        }
    }

    /// <summary>Verifies a signature from before TLS 1.2, when the key decided the algorithm.</summary>
    public static Possession VerifyOld(ReadOnlyMemory<byte> certificate, byte[] content, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var x509 = X509CertificateLoader.LoadCertificate(certificate.Span);
            using var rsa = x509.GetRSAPublicKey();
            if (rsa is not null)
            {
                return Judge(RawRsa.Verify(rsa.ExportParameters(false), Md5AndSha1(content), signature));
            }

            using var ecdsa = x509.GetECDsaPublicKey();
            return Judge(ecdsa?.VerifyHash(Sha1(content), signature, DSASignatureFormat.Rfc3279DerSequence));
        }
        catch (CryptographicException)
        {
            return Possession.NotShown;
        }
    }

    public static byte[] Md5AndSha1(byte[] content) =>
        [.. CryptographicOperations.HashData(HashAlgorithmName.MD5, content), .. Sha1(content)];

    static byte[] Sha1(byte[] content) => CryptographicOperations.HashData(HashAlgorithmName.SHA1, content);

    static Possession Judge(bool? holds) => holds switch { null => Possession.NotShown, true => Possession.Proven, false => Possession.Wrong };
}
