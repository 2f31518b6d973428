using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Content, algorithm and signature, as a certificate and an OCSP response have them (RFC 5280, 4.1).</summary>
/// <param name="Content">What is signed, with its tag and length.</param>
/// <param name="Algorithm">The object identifier.</param>
/// <param name="Signature">The signature.</param>
sealed record SignedBlob(ReadOnlyMemory<byte> Content, string Algorithm, ReadOnlyMemory<byte> Signature)
{
    /// <summary>The parts of a certificate; null when it has none.</summary>
    public static SignedBlob? OfCertificate(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Read(new AsnReader(der, AsnEncodingRules.DER).ReadSequence());
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Reads the three parts; what follows them is left.</summary>
    /// <exception cref="AsnContentException">They are not there.</exception>
    public static SignedBlob Read(AsnReader reader) =>
        new(reader.ReadEncodedValue(), reader.ReadSequence().ReadObjectIdentifier(), reader.ReadBitString(out _));

    /// <summary>Whether it is signed by the key of a certificate. False also where the algorithm is not known here.</summary>
    public bool IsSignedBy(X509Certificate2 issuer)
    {
        var hash = Algorithm switch
        {
            "1.2.840.113549.1.1.4" => HashAlgorithmName.MD5,
            "1.2.840.113549.1.1.5" or "1.2.840.10045.4.1" => HashAlgorithmName.SHA1,
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            _ => default,
        };
        if (hash.Name is null)
        {
            return false;
        }

        try
        {
            if (Algorithm.StartsWith("1.2.840.10045", StringComparison.Ordinal))
            {
                using var ecdsa = issuer.GetECDsaPublicKey();
                return ecdsa?.VerifyData(Content.Span, Signature.Span, hash, DSASignatureFormat.Rfc3279DerSequence) == true;
            }

            using var rsa = issuer.GetRSAPublicKey();
            return rsa?.VerifyData(Content.Span, Signature.Span, hash, RSASignaturePadding.Pkcs1) == true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
