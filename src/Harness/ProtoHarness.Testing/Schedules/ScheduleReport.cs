namespace ProtoHarness.Testing.Schedules;

/// <summary>What an exploration found.</summary>
/// <param name="Runs">Schedules tried, without those spent on shrinking.</param>
/// <param name="Exhausted">Whether there is no other schedule within the bound.</param>
/// <param name="Failure">The first failure, shrunk.</param>
public sealed record ScheduleReport(int Runs, bool Exhausted, ScheduleFailure? Failure)
{
    /// <exception cref="ScheduleFailedException">A schedule failed.</exception>
    public void ThrowIfFailed()
    {
        if (Failure is not null)
            throw new ScheduleFailedException(Failure, Runs);
    }
}
