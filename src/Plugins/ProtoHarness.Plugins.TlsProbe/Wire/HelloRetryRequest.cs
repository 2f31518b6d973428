using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>HelloRetryRequest (RFC 8446, 4.1.4): a ServerHello with a random that means "once more, with a key of this group".</summary>
/// <param name="Version">TLS 1.2, for old eyes.</param>
/// <param name="Random">The SHA-256 of "HelloRetryRequest".</param>
/// <param name="SessionId">What the client sent.</param>
/// <param name="CipherSuite">The suite that the server will take.</param>
/// <param name="CompressionMethod">0.</param>
/// <param name="Extensions">The version, the group, perhaps a cookie.</param>
[Frame(MaxLength = 1 << 17)]
sealed partial record HelloRetryRequest(
    TlsVersion Version,
    [Const(new byte[]
    {
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    })] ReadOnlyMemory<byte> Random,
    [LengthPrefixed(LengthPrefix.U8)] [Limit(32)] ReadOnlyMemory<byte> SessionId,
    ushort CipherSuite,
    byte CompressionMethod,
    ExtensionBlock Extensions);
