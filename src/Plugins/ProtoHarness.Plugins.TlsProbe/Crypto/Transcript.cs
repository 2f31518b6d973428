using System.Security.Cryptography;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>All handshake messages so far, as both ends must have seen them.</summary>
sealed class Transcript
{
    readonly List<byte> _bytes = [];

    public void Add(ReadOnlySpan<byte> message) => _bytes.AddRange(message);

    public byte[] Hash(HashAlgorithmName algorithm) =>
        CryptographicOperations.HashData(algorithm, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes));

    /// <summary>After a HelloRetryRequest the first hello counts by its hash alone (RFC 8446, 4.4.1).</summary>
    public void Fold(HashAlgorithmName algorithm)
    {
        var hash = Hash(algorithm);
        _bytes.Clear();
        Add([(byte)HandshakeType.MessageHash, 0, 0, (byte)hash.Length, .. hash]);
    }
}
