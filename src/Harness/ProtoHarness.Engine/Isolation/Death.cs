namespace ProtoHarness.Engine.Isolation;

/// <summary>A case in which a process ended.</summary>
/// <param name="Part">The part of the check.</param>
/// <param name="Number">The case, from 0; -1 before the first.</param>
/// <param name="How">How the process ended, in words.</param>
public sealed record Death(string Part, long Number, string How);
