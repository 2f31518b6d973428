using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>One name of <see cref="ServerNameList"/>.</summary>
/// <param name="Type">0, a host name; there is no other.</param>
/// <param name="Host">The name in ASCII.</param>
[Frame]
sealed partial record ServerName([Const(0)] byte Type, [LengthPrefixed(LengthPrefix.U16)] [Text(TextEncoding.Ascii)] [Limit(255)] string Host);
