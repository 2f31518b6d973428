using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>A signature with its algorithm: CertificateVerify of TLS 1.3, and the end of a ServerKeyExchange of TLS 1.2.</summary>
/// <param name="Scheme">The algorithm.</param>
/// <param name="Signature">The signature.</param>
[Frame]
sealed partial record CertificateVerify(SignatureScheme Scheme, [LengthPrefixed(LengthPrefix.U16)] ReadOnlyMemory<byte> Signature);
