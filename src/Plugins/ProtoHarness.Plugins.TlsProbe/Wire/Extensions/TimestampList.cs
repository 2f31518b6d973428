using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>signed_certificate_timestamp (RFC 6962); not looked into.</summary>
/// <param name="Bytes">The timestamps.</param>
[Frame]
sealed partial record TimestampList([LengthPrefixed(LengthPrefix.U16)] ReadOnlyMemory<byte> Bytes) : ICertificateExtension;
