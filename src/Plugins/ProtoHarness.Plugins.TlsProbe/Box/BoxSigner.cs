using System.Security.Cryptography;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Signs handshakes of the box, so that the same seed gives the same bytes.</summary>
/// <param name="profile">Whether it signs rightly.</param>
/// <param name="key">The leaf's: RSA or ECDsa.</param>
/// <param name="random">Where salts come from.</param>
sealed class BoxSigner(BoxProfile profile, AsymmetricAlgorithm key, Random random)
{
    /// <summary>The signature as it stands in the message of a version.</summary>
    public byte[] Sign(TlsVersion version, byte[] content)
    {
        if (profile.SignsWithOtherKey)
        {
            content[^1] ^= 1;
        }

        return (key, version) switch
        {
            (ECDsa, < TlsVersion.Tls12) => Bytes.Of(OldSignature.Create(RawEcdsa.Sign(BoxKeys.CurveSecret, CryptographicOperations.HashData(HashAlgorithmName.SHA1, content)))),
            (ECDsa, _) => Bytes.Of(CertificateVerify.Create(SignatureScheme.EcdsaSecp256R1Sha256, RawEcdsa.Sign(BoxKeys.CurveSecret, SHA256.HashData(content)))),
            (RSA rsa, TlsVersion.Tls13) => Bytes.Of(CertificateVerify.Create(
                SignatureScheme.RsaPssRsaeSha256, RawRsa.SignPss(rsa.ExportParameters(true), SHA256.HashData(content), HashAlgorithmName.SHA256, Salt()))),
            (RSA rsa, TlsVersion.Tls12) => Bytes.Of(CertificateVerify.Create(
                SignatureScheme.RsaPkcs1Sha256, rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
            (RSA rsa, _) => Bytes.Of(OldSignature.Create(RawRsa.Sign(rsa.ExportParameters(true), HandshakeSignature.Md5AndSha1(content)))),
            _ => throw new NotSupportedException($"The box has no {key.SignatureAlgorithm} keys."),
        };
    }

    byte[] Salt()
    {
        var salt = new byte[32];
        random.NextBytes(salt);
        return salt;
    }
}
