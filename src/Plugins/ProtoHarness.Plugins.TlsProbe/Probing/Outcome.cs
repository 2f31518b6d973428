using ProtoHarness.Plugins.TlsProbe.Handshakes;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>How one handshake went: what it showed, and why it went no further.</summary>
/// <param name="Flight">What it showed.</param>
/// <param name="Fault">Null when it reached its goal.</param>
sealed record Outcome(ServerFlight Flight, ProbeFault? Fault)
{
    /// <summary>Whether the server answered with a hello that is fine.</summary>
    public bool HasHello => Fault is null;
}
