using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>ServerHello (RFC 8446, 4.1.3; without extensions in older versions).</summary>
/// <param name="Version">The version up to TLS 1.2; that of TLS 1.3 stands in an extension.</param>
/// <param name="Random">32 random bytes; those of <see cref="HelloRetryRequest"/> make it one.</param>
/// <param name="SessionId">What the client sent, or a new one.</param>
/// <param name="CipherSuite">The suite that the server took.</param>
/// <param name="CompressionMethod">0.</param>
/// <param name="Extensions">None or one list.</param>
[Frame(MaxLength = 1 << 17)]
sealed partial record ServerHello(
    TlsVersion Version,
    [FixedLength(32)] ReadOnlyMemory<byte> Random,
    [LengthPrefixed(LengthPrefix.U8)] [Limit(32)] ReadOnlyMemory<byte> SessionId,
    ushort CipherSuite,
    byte CompressionMethod,
    [Remaining] [Limit(1)] ExtensionBlock[] Extensions);
