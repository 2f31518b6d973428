using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>CertificateRequest of TLS 1.3 (RFC 8446, 4.3.2).</summary>
/// <param name="Context">Comes back in the client's Certificate.</param>
/// <param name="Extensions">Signature algorithms at least.</param>
[Frame(MaxLength = 1 << 17)]
sealed partial record CertificateRequest13([LengthPrefixed(LengthPrefix.U8)] ReadOnlyMemory<byte> Context, ExtensionBlock Extensions);
