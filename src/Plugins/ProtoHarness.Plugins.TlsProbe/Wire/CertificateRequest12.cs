using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>CertificateRequest of TLS 1.2 (RFC 5246, 7.4.4).</summary>
/// <param name="Types">Kinds of key.</param>
/// <param name="Schemes">Signature algorithms.</param>
/// <param name="Authorities">Whose certificates are wanted; none: anybody's.</param>
[Frame(MaxLength = 1 << 18)]
sealed partial record CertificateRequest12(
    [LengthPrefixed(LengthPrefix.U8)] ReadOnlyMemory<byte> Types,
    [LengthPrefixed(LengthPrefix.U16)] SignatureScheme[] Schemes,
    [LengthPrefixed(LengthPrefix.U16)] DistinguishedName[] Authorities);
