using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>key_share of a client (RFC 8446, 4.2.8); an empty one asks for a HelloRetryRequest.</summary>
/// <param name="Entries">A public key each.</param>
[Frame]
sealed partial record KeyShareList([LengthPrefixed(LengthPrefix.U16)] [Limit(64)] KeyShareEntry[] Entries) : IClientExtension;
