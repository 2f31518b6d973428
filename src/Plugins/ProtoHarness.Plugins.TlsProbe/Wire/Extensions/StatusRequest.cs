using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>status_request (RFC 6066, 8): a wish for a stapled OCSP response.</summary>
/// <param name="Type">1, OCSP.</param>
/// <param name="Responders">Which responders the client trusts; none: any.</param>
/// <param name="Extensions">Extensions of the OCSP request.</param>
[Frame]
sealed partial record StatusRequest(
    [Const(1)] byte Type,
    [LengthPrefixed(LengthPrefix.U16)] ReadOnlyMemory<byte> Responders,
    [LengthPrefixed(LengthPrefix.U16)] ReadOnlyMemory<byte> Extensions) : IClientExtension;
