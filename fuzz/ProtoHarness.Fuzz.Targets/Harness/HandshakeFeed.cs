using ProtoHarness.Plugins.TlsProbe.Handshakes;

namespace ProtoHarness.Fuzz.Targets.Harness;

/// <summary>Hands a handshake what its server says, in two pieces and with the end behind them.</summary>
/// <param name="handshake">The handshake.</param>
/// <param name="said">What the server says.</param>
/// <param name="split">Where the second piece begins.</param>
delegate void HandshakeFeed(ClientHandshake handshake, ReadOnlySpan<byte> said, int split);
