using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>
/// ECDSA on P-256 (FIPS 186-5, 6.4) with the same nonce every time: the same content gives the same bytes, and a signature costs three multiplications.
/// Two of them give the private key away, so this is only for keys that are no secret.
/// </summary>
static class RawEcdsa
{
    static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber);
    static readonly byte[] Nonce = [.. Enumerable.Range(65, 32).Select(i => (byte)i)];
    static readonly BigInteger Inverse = BigInteger.ModPow(Number(Nonce), Order - 2, Order);
    static readonly BigInteger Point = PointOf(Nonce);

    /// <summary>A signature in DER.</summary>
    /// <param name="key">The private key, 32 bytes.</param>
    /// <param name="hash">The hash, at most 32 bytes.</param>
    public static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash)
    {
        var s = Inverse * (Number(hash) + (Point * Number(key))) % Order;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Point);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }

    static BigInteger PointOf(byte[] nonce)
    {
        using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = nonce });
        return Number(key.ExportParameters(includePrivateParameters: false).Q.X) % Order;
    }

    static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
