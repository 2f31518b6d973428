using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>The bytes that a role wrote into one direction of one connection.</summary>
/// <param name="Direction">The direction.</param>
/// <param name="Connection">The connection, from 1.</param>
/// <param name="Hex">The bytes in hexadecimal, lower-case.</param>
public sealed record WireBytes(Direction Direction, int Connection, string Hex);
