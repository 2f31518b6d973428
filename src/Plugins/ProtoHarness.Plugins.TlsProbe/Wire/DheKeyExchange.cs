using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>ServerKeyExchange of TLS 1.2 over a finite field (RFC 5246, 7.4.3).</summary>
/// <param name="Parameters">Field and key.</param>
/// <param name="Signature">Over both randoms and the parameters.</param>
[Frame(MaxLength = 1 << 19)]
sealed partial record DheKeyExchange(DheParameters Parameters, CertificateVerify Signature);
