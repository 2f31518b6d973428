using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>renegotiation_info (RFC 5746).</summary>
/// <param name="VerifyData">Empty in a first handshake.</param>
[Frame]
sealed partial record RenegotiationInfo([LengthPrefixed(LengthPrefix.U8)] ReadOnlyMemory<byte> VerifyData) : IClientExtension, IServerExtension;
