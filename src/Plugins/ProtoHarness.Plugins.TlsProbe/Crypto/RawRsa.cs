using System.Numerics;
using System.Security.Cryptography;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>
/// RSA without the library's opinions: the MD5-and-SHA-1 signatures before TLS 1.2 (RFC 4346, 7.4.3), and PSS with a salt that the caller chooses.
/// </summary>
static class RawRsa
{
    /// <summary>Whether a signature is PKCS #1 padding around exactly these bytes.</summary>
    public static bool Verify(RSAParameters key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        var length = key.Modulus!.Length;
        if (signature.Length != length || content.Length > length - 11)
        {
            return false;
        }

        var message = BigInteger.ModPow(Number(signature), Number(key.Exponent), Number(key.Modulus));
        return Bytes(message, length).AsSpan().SequenceEqual(Pad(content, length));
    }

    /// <summary>PKCS #1 padding around these bytes, signed.</summary>
    public static byte[] Sign(RSAParameters key, ReadOnlySpan<byte> content) => Private(key, Pad(content, key.Modulus!.Length));

    /// <summary>A PSS signature of a hash (RFC 8017, 9.1.1).</summary>
    public static byte[] SignPss(RSAParameters key, byte[] hash, HashAlgorithmName algorithm, byte[] salt)
    {
        var length = key.Modulus!.Length;
        var h = CryptographicOperations.HashData(algorithm, [.. new byte[8], .. hash, .. salt]);
        var block = new byte[length - h.Length - 1];
        block[^(salt.Length + 1)] = 1;
        salt.CopyTo(block, block.Length - salt.Length);
        var mask = new List<byte>();
        for (var i = 0; mask.Count < block.Length; i++)
        {
            mask.AddRange(CryptographicOperations.HashData(algorithm, [.. h, 0, 0, 0, (byte)i]));
        }

        for (var i = 0; i < block.Length; i++)
        {
            block[i] ^= mask[i];
        }

        block[0] &= 0x7F;
        return Private(key, [.. block, .. h, 0xBC]);
    }

    static byte[] Private(RSAParameters key, byte[] message)
    {
        // By the Chinese remainders: four times as quick as with D.
        BigInteger p = Number(key.P), q = Number(key.Q), m = Number(message);
        var a = BigInteger.ModPow(m % p, Number(key.DP), p);
        var b = BigInteger.ModPow(m % q, Number(key.DQ), q);
        var h = Number(key.InverseQ) * (a - b) % p;
        return Bytes(b + ((h.Sign < 0 ? h + p : h) * q), key.Modulus!.Length);
    }

    static byte[] Pad(ReadOnlySpan<byte> content, int length)
    {
        var padded = new byte[length];
        padded.AsSpan().Fill(0xFF);
        padded[0] = 0;
        padded[1] = 1;
        padded[length - content.Length - 1] = 0;
        content.CopyTo(padded.AsSpan(length - content.Length));
        return padded;
    }

    static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length >= length ? bytes : [.. new byte[length - bytes.Length], .. bytes];
    }
}
