using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>Certificate up to TLS 1.2 (RFC 5246, 7.4.2).</summary>
/// <param name="Items">Leaf first; none when a client has nothing to show.</param>
[Frame(MaxLength = HandshakeMessage.MaxBody)]
sealed partial record Certificate12([LengthPrefixed(LengthPrefix.U24)] CertificateItem12[] Items);
