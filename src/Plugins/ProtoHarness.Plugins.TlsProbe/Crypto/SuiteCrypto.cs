using System.Security.Cryptography;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>The primitives of a suite whose traffic can be read and written here: those of TLS 1.3, and ECDHE with AES-GCM of TLS 1.2.</summary>
/// <param name="Hash">Of the key schedule.</param>
/// <param name="Kind">The cipher.</param>
/// <param name="KeyLength">Bytes.</param>
sealed record SuiteCrypto(HashAlgorithmName Hash, AeadKind Kind, int KeyLength)
{
    public int HashLength => Hash == HashAlgorithmName.SHA384 ? 48 : 32;

    /// <summary>The primitives; null for a suite that can only be named.</summary>
    public static SuiteCrypto? Of(ushort suite) => suite switch
    {
        0x1301 or 0xC02B or 0xC02F => new(HashAlgorithmName.SHA256, AeadKind.Gcm, 16),
        0x1302 or 0xC02C or 0xC030 => new(HashAlgorithmName.SHA384, AeadKind.Gcm, 32),
        0x1303 when ChaCha20Poly1305.IsSupported => new(HashAlgorithmName.SHA256, AeadKind.ChaCha, 32),
        0x1304 when AesCcm.IsSupported => new(HashAlgorithmName.SHA256, AeadKind.Ccm, 16),
        0x1305 when AesCcm.IsSupported => new(HashAlgorithmName.SHA256, AeadKind.Ccm8, 16),
        _ => null,
    };
}
