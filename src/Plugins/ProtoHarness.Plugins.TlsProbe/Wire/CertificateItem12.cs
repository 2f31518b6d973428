using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>One certificate of a chain.</summary>
/// <param name="Der">X.509 in DER.</param>
[Frame(MaxLength = HandshakeMessage.MaxBody)]
readonly partial record struct CertificateItem12([LengthPrefixed(LengthPrefix.U24)] [Limit(1, HandshakeMessage.MaxBody)] ReadOnlyMemory<byte> Der);
