using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>supported_groups (RFC 8446, 4.2.7).</summary>
/// <param name="Groups">In the order of preference.</param>
[Frame]
sealed partial record GroupList([LengthPrefixed(LengthPrefix.U16)] [Limit(1, 32_767)] NamedGroup[] Groups) : IClientExtension, IServerExtension;
