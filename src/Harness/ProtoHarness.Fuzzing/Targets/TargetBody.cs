namespace ProtoHarness.Fuzzing.Targets;

/// <summary>The body of a target in one loaded copy.</summary>
/// <param name="Run">What every execution calls.</param>
/// <param name="Verify">Dearer checks (the codec laws), for inputs that reached something new, and for failures; null when there are none.</param>
public sealed record TargetBody(FuzzBody Run, FuzzBody? Verify = null);
