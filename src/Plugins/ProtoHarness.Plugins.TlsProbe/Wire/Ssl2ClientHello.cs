using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>CLIENT-HELLO of SSL 2.0 in its record (RFC 6101, E.1): the length has its highest bit set and does not count itself.</summary>
/// <param name="Length">Of all that follows, with the highest bit set.</param>
/// <param name="Type">1.</param>
/// <param name="Version">0x0002.</param>
/// <param name="SuitesLength">Three bytes a suite.</param>
/// <param name="SessionIdLength">0 or 16.</param>
/// <param name="ChallengeLength">16 to 32.</param>
/// <param name="Suites">The suites.</param>
/// <param name="SessionId">None, in a new session.</param>
/// <param name="Challenge">Random bytes.</param>
[Frame(MaxLength = 2 + short.MaxValue)]
sealed partial record Ssl2ClientHello(
    [LengthOf(nameof(Ssl2ClientHello.Type), To = nameof(Ssl2ClientHello.Challenge), Adjust = 0x8000)] ushort Length,
    [Const(1)] byte Type,
    TlsVersion Version,
    [LengthOf(nameof(Ssl2ClientHello.Suites))] ushort SuitesLength,
    [LengthOf(nameof(Ssl2ClientHello.SessionId))] ushort SessionIdLength,
    [LengthOf(nameof(Ssl2ClientHello.Challenge))] ushort ChallengeLength,
    ReadOnlyMemory<byte> Suites,
    ReadOnlyMemory<byte> SessionId,
    ReadOnlyMemory<byte> Challenge);
