using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>supported_versions of a client (RFC 8446, 4.2.1).</summary>
/// <param name="Versions">In the order of preference.</param>
[Frame]
sealed partial record VersionList([LengthPrefixed(LengthPrefix.U8)] [Limit(1, 127)] TlsVersion[] Versions) : IClientExtension;
