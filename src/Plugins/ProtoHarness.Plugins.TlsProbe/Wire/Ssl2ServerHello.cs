using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>SERVER-HELLO of SSL 2.0 in its record.</summary>
/// <param name="Length">Of all that follows, with the highest bit set.</param>
/// <param name="Type">4.</param>
/// <param name="SessionIdHit">1 when a session is resumed.</param>
/// <param name="CertificateType">1, X.509.</param>
/// <param name="Version">0x0002.</param>
/// <param name="CertificateLength">Bytes.</param>
/// <param name="SuitesLength">Three bytes a suite.</param>
/// <param name="ConnectionIdLength">16 to 32.</param>
/// <param name="Certificate">X.509 in DER.</param>
/// <param name="Suites">What both have.</param>
/// <param name="ConnectionId">Random bytes.</param>
[Frame(MaxLength = 2 + short.MaxValue)]
sealed partial record Ssl2ServerHello(
    [LengthOf(nameof(Ssl2ServerHello.Type), To = nameof(Ssl2ServerHello.ConnectionId), Adjust = 0x8000)] ushort Length,
    [Const(4)] byte Type,
    byte SessionIdHit,
    byte CertificateType,
    TlsVersion Version,
    [LengthOf(nameof(Ssl2ServerHello.Certificate))] ushort CertificateLength,
    [LengthOf(nameof(Ssl2ServerHello.Suites))] ushort SuitesLength,
    [LengthOf(nameof(Ssl2ServerHello.ConnectionId))] ushort ConnectionIdLength,
    ReadOnlyMemory<byte> Certificate,
    ReadOnlyMemory<byte> Suites,
    ReadOnlyMemory<byte> ConnectionId);
