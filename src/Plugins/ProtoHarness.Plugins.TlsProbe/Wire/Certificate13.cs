using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>Certificate of TLS 1.3 (RFC 8446, 4.4.2).</summary>
/// <param name="Context">Empty from a server.</param>
/// <param name="Items">Leaf first.</param>
[Frame(MaxLength = HandshakeMessage.MaxBody)]
sealed partial record Certificate13(
    [LengthPrefixed(LengthPrefix.U8)] ReadOnlyMemory<byte> Context,
    [LengthPrefixed(LengthPrefix.U24)] CertificateItem13[] Items);
