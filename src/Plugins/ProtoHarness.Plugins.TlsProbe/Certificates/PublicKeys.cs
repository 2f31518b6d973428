using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Kinds and sizes of public keys, also of those that the library cannot use.</summary>
static class PublicKeys
{
    const int LeastRsa = 2048;
    const int LeastCurve = 224;

    public static (string Name, bool IsWeak) Describe(PublicKey key)
    {
        try
        {
            return key.Oid.Value switch
            {
                "1.2.840.113549.1.1.1" => Rsa("RSA", key),
                "1.2.840.113549.1.1.10" => Rsa("RSA-PSS", key),
                "1.2.840.10045.2.1" => Curve(new AsnReader(key.EncodedParameters!.RawData, AsnEncodingRules.DER).ReadObjectIdentifier()),
                "1.3.101.112" => ("Ed25519", false),
                "1.3.101.113" => ("Ed448", false),
                "1.2.840.10040.4.1" => ("DSA", true),
                var other => (other ?? "unknown", false),
            };
        }
        catch (AsnContentException)
        {
            return ("unreadable", false);
        }
    }

    static (string, bool) Rsa(string name, PublicKey key)
    {
        var modulus = new AsnReader(key.EncodedKeyValue.RawData, AsnEncodingRules.DER).ReadSequence().ReadInteger();
        var bits = (int)modulus.GetBitLength();
        return ($"{name} {bits}", bits < LeastRsa);
    }

    static (string, bool) Curve(string id)
    {
        var (name, bits) = id switch
        {
            "1.2.840.10045.3.1.1" => ("P-192", 192),
            "1.3.132.0.33" => ("P-224", 224),
            "1.2.840.10045.3.1.7" => ("P-256", 256),
            "1.3.132.0.34" => ("P-384", 384),
            "1.3.132.0.35" => ("P-521", 521),
            "1.3.132.0.10" => ("secp256k1", 256),
            "1.3.36.3.3.2.8.1.1.7" => ("brainpoolP256r1", 256),
            "1.3.36.3.3.2.8.1.1.11" => ("brainpoolP384r1", 384),
            "1.3.36.3.3.2.8.1.1.13" => ("brainpoolP512r1", 512),
            _ => (id, LeastCurve),
        };
        return ($"EC {name}", bits < LeastCurve);
    }
}
