namespace ProtoHarness.Engine.Scenarios;

/// <summary>Steps in order, as one step: what <c>each</c> and <c>include</c> are written out to.</summary>
/// <param name="Body">The steps.</param>
public sealed record BlockStep(Sequence<Step> Body) : Step;
