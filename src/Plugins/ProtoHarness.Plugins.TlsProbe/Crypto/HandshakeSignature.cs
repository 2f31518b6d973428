using System.Security.Cryptography;
using System.Text;
using ProtoHarness.Plugins.TlsProbe.Certificates;
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
    /// <param name="leaf">Whose key it should be; null: its certificate could not be read.</param>
    /// <param name="scheme">The algorithm.</param>
    /// <param name="content">What was signed.</param>
    /// <param name="signature">The signature.</param>
    public static Possession Verify(KnownCertificate? leaf, SignatureScheme scheme, byte[] content, ReadOnlySpan<byte> signature)
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

        return Judge(isEcdsa ? leaf?.VerifiesEcdsa(content, signature, hash) : leaf?.VerifiesRsa(content, signature, hash, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));
    }

    /// <summary>Verifies a signature from before TLS 1.2, when the key decided the algorithm.</summary>
    public static Possession VerifyOld(KnownCertificate? leaf, byte[] content, ReadOnlySpan<byte> signature) =>
        Judge(leaf?.RsaKey is { } key ? RawRsa.Verify(key, Md5AndSha1(content), signature) : leaf?.VerifiesEcdsa(content, signature, HashAlgorithmName.SHA1));

    public static byte[] Md5AndSha1(byte[] content) =>
        [.. CryptographicOperations.HashData(HashAlgorithmName.MD5, content), .. CryptographicOperations.HashData(HashAlgorithmName.SHA1, content)];

    static Possession Judge(bool? holds) => holds switch { null => Possession.NotShown, true => Possession.Proven, false => Possession.Wrong };
}
