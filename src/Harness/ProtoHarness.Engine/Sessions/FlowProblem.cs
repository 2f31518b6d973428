namespace ProtoHarness.Engine.Sessions;

/// <summary>What the two ends' books say that cannot both be true.</summary>
/// <param name="Connection">The connection's number, from 1.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">In words.</param>
public sealed record FlowProblem(int Connection, string Flow, FlowProblemKind Kind, string Message);
