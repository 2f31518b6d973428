namespace ProtoHarness.Engine.Scenarios;

/// <summary>The bar between a frame and its faults, and between faults.</summary>
public sealed record Bar : Argument;
