using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>psk_key_exchange_modes (RFC 8446, 4.2.9).</summary>
/// <param name="Modes">1: with a key exchange.</param>
[Frame]
sealed partial record PskModes([LengthPrefixed(LengthPrefix.U8)] [Limit(1, 255)] ReadOnlyMemory<byte> Modes) : IClientExtension;
