namespace ProtoHarness.Engine.Scenarios;

/// <summary>Steps, so many times.</summary>
/// <param name="Count">How many times.</param>
/// <param name="Body">The steps.</param>
public sealed record RepeatStep(int Count, Sequence<Step> Body) : Step;
