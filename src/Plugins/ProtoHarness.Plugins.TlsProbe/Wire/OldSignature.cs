using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>A signature before TLS 1.2, when the key decided the algorithm (RFC 4346, 7.4.3).</summary>
/// <param name="Signature">The signature.</param>
[Frame]
sealed partial record OldSignature([LengthPrefixed(LengthPrefix.U16)] ReadOnlyMemory<byte> Signature);
