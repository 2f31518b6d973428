using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>signature_algorithms (RFC 8446, 4.2.3).</summary>
/// <param name="Schemes">In the order of preference.</param>
[Frame]
sealed partial record SchemeList([LengthPrefixed(LengthPrefix.U16)] [Limit(1, 32_767)] SignatureScheme[] Schemes) : IClientExtension;
