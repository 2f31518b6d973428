using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>application_layer_protocol_negotiation (RFC 7301): offers of the client, one answer of the server.</summary>
/// <param name="Names">The names, such as h2.</param>
[Frame]
sealed partial record ProtocolList([LengthPrefixed(LengthPrefix.U16)] [Limit(1, 255)] ProtocolName[] Names) : IClientExtension, IServerExtension;
