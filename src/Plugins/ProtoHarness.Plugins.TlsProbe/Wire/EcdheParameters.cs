using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>What a ServerKeyExchange over a named curve starts with (RFC 8422, 5.4).</summary>
/// <param name="CurveType">3, a named curve; explicit curves are not read.</param>
/// <param name="Group">The curve.</param>
/// <param name="Key">The server's public key.</param>
[Frame]
sealed partial record EcdheParameters([Const(3)] byte CurveType, NamedGroup Group, [LengthPrefixed(LengthPrefix.U8)] [Limit(1, 255)] ReadOnlyMemory<byte> Key);
