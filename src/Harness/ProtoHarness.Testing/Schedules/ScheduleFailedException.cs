namespace ProtoHarness.Testing.Schedules;

/// <summary>A scenario fails under some schedule; the text says under which.</summary>
public sealed class ScheduleFailedException(ScheduleFailure failure, int runs)
    : Exception($"Failed in run {runs}.{Environment.NewLine}{failure}", failure.Error)
{
    /// <summary>The failure.</summary>
    public ScheduleFailure Failure { get; } = failure;
}
