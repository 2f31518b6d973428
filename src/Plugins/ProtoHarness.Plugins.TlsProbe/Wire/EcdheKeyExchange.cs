using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>ServerKeyExchange of TLS 1.2 over a named curve (RFC 8422, 5.4).</summary>
/// <param name="Parameters">Curve and key.</param>
/// <param name="Signature">Over both randoms and the parameters.</param>
[Frame]
sealed partial record EcdheKeyExchange(EcdheParameters Parameters, CertificateVerify Signature);
