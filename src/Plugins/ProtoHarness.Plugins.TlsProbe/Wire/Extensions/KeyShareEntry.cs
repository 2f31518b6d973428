using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>One public key (RFC 8446, 4.2.8); key_share of a ServerHello is one.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Key">The key as the group writes it.</param>
[Frame]
sealed partial record KeyShareEntry(NamedGroup Group, [LengthPrefixed(LengthPrefix.U16)] [Limit(1, 65_535)] ReadOnlyMemory<byte> Key) : IServerExtension;
