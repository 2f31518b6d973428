using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>ec_point_formats (RFC 8422, 5.1.2).</summary>
/// <param name="Formats">0, uncompressed, is the only one in use.</param>
[Frame]
sealed partial record PointFormats([LengthPrefixed(LengthPrefix.U8)] [Limit(1, 255)] ReadOnlyMemory<byte> Formats) : IClientExtension, IServerExtension;
