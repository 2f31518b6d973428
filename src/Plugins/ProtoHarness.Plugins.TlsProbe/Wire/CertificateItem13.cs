using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>One certificate of a chain, with what is stapled to it.</summary>
/// <param name="Der">X.509 in DER.</param>
/// <param name="Extensions">Status and timestamps.</param>
[Frame(MaxLength = HandshakeMessage.MaxBody)]
sealed partial record CertificateItem13(
    [LengthPrefixed(LengthPrefix.U24)] [Limit(1, HandshakeMessage.MaxBody)] ReadOnlyMemory<byte> Der,
    ExtensionBlock Extensions);
