using System.Security.Cryptography;
using System.Text;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>The key schedule of TLS 1.2 (RFC 5246, 5 and 6.3), for suites with AES-GCM.</summary>
sealed class OldKeySchedule
{
    const int FixedNonce = 4;

    readonly byte[] _master;
    readonly byte[] _keys;

    public OldKeySchedule(SuiteCrypto suite, byte[] premaster, ReadOnlySpan<byte> clientRandom, ReadOnlySpan<byte> serverRandom)
        : this(suite, clientRandom, serverRandom, Prf(suite, premaster, "master secret", [.. clientRandom, .. serverRandom], 48))
    {
    }

    OldKeySchedule(SuiteCrypto suite, ReadOnlySpan<byte> clientRandom, ReadOnlySpan<byte> serverRandom, byte[] master)
    {
        (Suite, _master) = (suite, master);
        _keys = Prf(suite, master, "key expansion", [.. serverRandom, .. clientRandom], 2 * (suite.KeyLength + FixedNonce));
    }

    public SuiteCrypto Suite { get; }

    /// <summary>The keys of another connection of the same session (RFC 5246, F.1.4).</summary>
    public OldKeySchedule Resume(ReadOnlySpan<byte> clientRandom, ReadOnlySpan<byte> serverRandom) => new(Suite, clientRandom, serverRandom, _master);

    public RecordCipher Cipher(bool ofClient)
    {
        var key = ofClient ? 0 : Suite.KeyLength;
        var iv = (2 * Suite.KeyLength) + (ofClient ? 0 : FixedNonce);
        return new(Suite, _keys[key..(key + Suite.KeyLength)], _keys[iv..(iv + FixedNonce)], isTls13: false);
    }

    /// <summary>The content of a Finished (RFC 5246, 7.4.9).</summary>
    public byte[] Finished(bool ofClient, byte[] transcript) => Prf(Suite, _master, ofClient ? "client finished" : "server finished", transcript, 12);

    static byte[] Prf(SuiteCrypto suite, byte[] secret, string label, byte[] context, int length)
    {
        byte[] seed = [.. Encoding.ASCII.GetBytes(label), .. context];
        var result = new List<byte>(length + suite.HashLength);
        for (var a = seed; result.Count < length;)
        {
            a = CryptographicOperations.HmacData(suite.Hash, secret, a);
            byte[] next = [.. a, .. seed];
            result.AddRange(CryptographicOperations.HmacData(suite.Hash, secret, next));
        }

        return [.. result.Take(length)];
    }
}
