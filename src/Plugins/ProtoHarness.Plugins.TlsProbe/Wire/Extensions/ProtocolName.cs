using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>One name of <see cref="ProtocolList"/>.</summary>
/// <param name="Name">1 to 255 bytes.</param>
[Frame]
sealed partial record ProtocolName([LengthPrefixed(LengthPrefix.U8)] [Limit(1, 255)] ReadOnlyMemory<byte> Name);
