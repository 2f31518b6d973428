namespace ProtoHarness.Engine.Scenarios;

/// <summary>Time passes.</summary>
/// <param name="Time">How much, in the session's time.</param>
public sealed record WaitStep(TimeSpan Time) : Step;
