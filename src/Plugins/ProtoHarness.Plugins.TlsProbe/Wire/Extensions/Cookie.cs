using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>cookie (RFC 8446, 4.2.2): comes back to the server as it is.</summary>
/// <param name="Bytes">The cookie.</param>
[Frame]
sealed partial record Cookie([LengthPrefixed(LengthPrefix.U16)] [Limit(1, 65_533)] ReadOnlyMemory<byte> Bytes) : IClientExtension, IRetryExtension;
