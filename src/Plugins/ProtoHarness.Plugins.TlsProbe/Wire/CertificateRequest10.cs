using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>CertificateRequest before TLS 1.2 (RFC 4346, 7.4.4).</summary>
/// <param name="Types">Kinds of key.</param>
/// <param name="Authorities">Whose certificates are wanted; none: anybody's.</param>
[Frame(MaxLength = 1 << 18)]
sealed partial record CertificateRequest10(
    [LengthPrefixed(LengthPrefix.U8)] ReadOnlyMemory<byte> Types,
    [LengthPrefixed(LengthPrefix.U16)] DistinguishedName[] Authorities);
