using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>ClientHello (RFC 8446, 4.1.2; without extensions up to TLS 1.1).</summary>
/// <param name="Version">The highest version up to TLS 1.2; TLS 1.3 stands in an extension.</param>
/// <param name="Random">32 random bytes.</param>
/// <param name="SessionId">Empty, or 32 bytes that make TLS 1.3 look like a resumption.</param>
/// <param name="CipherSuites">What the client accepts.</param>
/// <param name="CompressionMethods">Only 0, no compression.</param>
/// <param name="Extensions">None or one list.</param>
[Frame(MaxLength = 1 << 18)]
sealed partial record ClientHello(
    TlsVersion Version,
    [FixedLength(32)] ReadOnlyMemory<byte> Random,
    [LengthPrefixed(LengthPrefix.U8)] [Limit(32)] ReadOnlyMemory<byte> SessionId,
    [LengthPrefixed(LengthPrefix.U16)] [Limit(1, 32_767)] ushort[] CipherSuites,
    [LengthPrefixed(LengthPrefix.U8)] [Limit(1, 255)] ReadOnlyMemory<byte> CompressionMethods,
    [Remaining] [Limit(1)] ExtensionBlock[] Extensions);
