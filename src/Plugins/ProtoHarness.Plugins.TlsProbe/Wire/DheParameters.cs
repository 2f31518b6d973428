using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>What a ServerKeyExchange over a finite field starts with (RFC 5246, 7.4.3).</summary>
/// <param name="Prime">The modulus, big-endian.</param>
/// <param name="Generator">The generator.</param>
/// <param name="Key">The server's public key.</param>
[Frame(MaxLength = 1 << 18)]
sealed partial record DheParameters(
    [LengthPrefixed(LengthPrefix.U16)] [Limit(1, 65_535)] ReadOnlyMemory<byte> Prime,
    [LengthPrefixed(LengthPrefix.U16)] [Limit(1, 65_535)] ReadOnlyMemory<byte> Generator,
    [LengthPrefixed(LengthPrefix.U16)] [Limit(1, 65_535)] ReadOnlyMemory<byte> Key);
