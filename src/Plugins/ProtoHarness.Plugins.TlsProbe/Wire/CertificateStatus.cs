using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>A stapled OCSP response (RFC 6066, 8): a message up to TLS 1.2, an extension of the leaf in TLS 1.3.</summary>
/// <param name="Type">1, OCSP.</param>
/// <param name="Response">An OCSPResponse in DER.</param>
[Frame(MaxLength = HandshakeMessage.MaxBody)]
sealed partial record CertificateStatus(
    [Const(1)] byte Type,
    [LengthPrefixed(LengthPrefix.U24)] [Limit(1, HandshakeMessage.MaxBody)] ReadOnlyMemory<byte> Response) : ICertificateExtension;
