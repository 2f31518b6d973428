using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>What the accepting side must know of a connection that is on its way to it.</summary>
/// <param name="Link">The connection.</param>
/// <param name="Decision">What its faults make of the attempt.</param>
/// <param name="Handing">Ends when the server has the connection, or never will.</param>
sealed record Arrival(TcpLink Link, ConnectDecision Decision, TaskCompletionSource Handing);
