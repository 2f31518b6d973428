using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>The name of an authority.</summary>
/// <param name="Der">X.501 in DER.</param>
[Frame(MaxLength = 2 + ushort.MaxValue)]
readonly partial record struct DistinguishedName([LengthPrefixed(LengthPrefix.U16)] [Limit(1, 65_535)] ReadOnlyMemory<byte> Der);
