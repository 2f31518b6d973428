using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>server_name (RFC 6066, 3): which host is meant.</summary>
/// <param name="Names">One name in practice.</param>
[Frame]
sealed partial record ServerNameList([LengthPrefixed(LengthPrefix.U16)] [Limit(1, 16)] ServerName[] Names) : IClientExtension;
