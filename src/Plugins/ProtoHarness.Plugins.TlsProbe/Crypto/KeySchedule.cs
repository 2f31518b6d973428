using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>The key schedule of TLS 1.3 without a pre-shared key (RFC 8446, 7.1).</summary>
sealed class KeySchedule
{
    readonly SuiteCrypto _suite;
    readonly byte[] _handshake;

    /// <summary>Up to the handshake secret.</summary>
    public KeySchedule(SuiteCrypto suite, byte[] shared)
    {
        _suite = suite;
        var early = HKDF.Extract(suite.Hash, new byte[suite.HashLength], new byte[suite.HashLength]);
        _handshake = HKDF.Extract(suite.Hash, shared, Derive(early, "derived", CryptographicOperations.HashData(suite.Hash, [])));
    }

    /// <summary>A traffic secret of the handshake.</summary>
    /// <param name="ofClient">Whose.</param>
    /// <param name="transcript">The hash up to the ServerHello.</param>
    public byte[] Traffic(bool ofClient, byte[] transcript) => Derive(_handshake, ofClient ? "c hs traffic" : "s hs traffic", transcript);

    /// <summary>A traffic secret of the application.</summary>
    /// <param name="ofClient">Whose.</param>
    /// <param name="transcript">The hash up to the server's Finished.</param>
    public byte[] Application(bool ofClient, byte[] transcript)
    {
        var master = HKDF.Extract(_suite.Hash, new byte[_suite.HashLength], Derive(_handshake, "derived", CryptographicOperations.HashData(_suite.Hash, [])));
        return Derive(master, ofClient ? "c ap traffic" : "s ap traffic", transcript);
    }

    public RecordCipher Cipher(byte[] secret) => new(_suite, Expand(secret, "key", [], _suite.KeyLength), Expand(secret, "iv", [], 12), isTls13: true);

    /// <summary>The content of a Finished (RFC 8446, 4.4.4).</summary>
    public byte[] Finished(byte[] secret, byte[] transcript) =>
        CryptographicOperations.HmacData(_suite.Hash, Expand(secret, "finished", [], _suite.HashLength), transcript);

    byte[] Derive(byte[] secret, string label, byte[] transcript) => Expand(secret, label, transcript, _suite.HashLength);

    byte[] Expand(byte[] secret, string label, byte[] context, int length)
    {
        var name = Encoding.ASCII.GetBytes("tls13 " + label);
        var info = new byte[4 + name.Length + context.Length];
        BinaryPrimitives.WriteUInt16BigEndian(info, (ushort)length);
        info[2] = (byte)name.Length;
        name.CopyTo(info, 3);
        info[3 + name.Length] = (byte)context.Length;
        context.CopyTo(info, 4 + name.Length);
        return HKDF.Expand(_suite.Hash, secret, length, info);
    }
}
