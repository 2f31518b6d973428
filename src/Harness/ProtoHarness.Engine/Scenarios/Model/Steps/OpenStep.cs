namespace ProtoHarness.Engine.Scenarios;

/// <summary>Declares a client.</summary>
/// <param name="End">Its name.</param>
public sealed record OpenStep(Named End) : Step;
