namespace ProtoHarness.Engine.Scenarios;

/// <summary>An end lets go of its connection.</summary>
/// <param name="End">The end.</param>
public sealed record CloseStep(Named End) : Step;
