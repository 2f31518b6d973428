namespace ProtoHarness.Engine.Scenarios;

/// <summary><c>name=value</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public sealed record Pair(string Name, ValueArgument Value) : Argument;
