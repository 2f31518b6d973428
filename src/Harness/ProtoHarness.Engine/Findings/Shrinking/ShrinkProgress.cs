namespace ProtoHarness.Engine.Findings;

/// <summary>How a shrink is getting on; reported at each step that made the finding smaller.</summary>
/// <param name="Runs">The runs so far.</param>
/// <param name="Steps">The steps so far.</param>
/// <param name="Axis">What was made smaller: connections, messages, fields, faults, schedule, input.</param>
/// <param name="Change">How.</param>
public sealed record ShrinkProgress(int Runs, int Steps, string Axis, string Change);
