namespace ProtoHarness.Fuzzing.Findings;

/// <summary>How an execution ended, and with what.</summary>
/// <param name="Kind">How.</param>
/// <param name="Exception">The exception, when there was one.</param>
public readonly record struct Outcome(OutcomeKind Kind, Exception? Exception = null)
{
    /// <summary>Whether it is a finding.</summary>
    public bool IsFailure => Kind > OutcomeKind.Refused;
}
