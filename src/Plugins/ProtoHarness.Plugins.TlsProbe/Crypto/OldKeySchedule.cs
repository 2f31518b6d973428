using System.Security.Cryptography;
using System.Text;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>The key schedule of TLS 1.2 (RFC 5246, 5 and 6.3), for suites with AES-GCM.</summary>
sealed class OldKeySchedule
{
    const int FixedNonce = 4;

    readonly SuiteCrypto _suite;
    readonly byte[] _master;
    readonly byte[] _keys;

    public OldKeySchedule(SuiteCrypto suite, byte[] premaster, ReadOnlySpan<byte> clientRandom, ReadOnlySpan<byte> serverRandom)
    {
        _suite = suite;
        _master = Prf(premaster, "master secret", [.. clientRandom, .. serverRandom], 48);
        _keys = Prf(_master, "key expansion", [.. serverRandom, .. clientRandom], 2 * (suite.KeyLength + FixedNonce));
    }

    public RecordCipher Cipher(bool ofClient)
    {
        var key = ofClient ? 0 : _suite.KeyLength;
        var iv = (2 * _suite.KeyLength) + (ofClient ? 0 : FixedNonce);
        return new(_suite, _keys[key..(key + _suite.KeyLength)], _keys[iv..(iv + FixedNonce)], isTls13: false);
    }

    /// <summary>The content of a Finished (RFC 5246, 7.4.9).</summary>
    public byte[] Finished(bool ofClient, byte[] transcript) => Prf(_master, ofClient ? "client finished" : "server finished", transcript, 12);

    byte[] Prf(byte[] secret, string label, byte[] context, int length)
    {
        byte[] seed = [.. Encoding.ASCII.GetBytes(label), .. context];
        var result = new List<byte>(length + _suite.HashLength);
        for (var a = seed; result.Count < length;)
        {
            a = CryptographicOperations.HmacData(_suite.Hash, secret, a);
            byte[] next = [.. a, .. seed];
            result.AddRange(CryptographicOperations.HmacData(_suite.Hash, secret, next));
        }

        return [.. result.Take(length)];
    }
}
