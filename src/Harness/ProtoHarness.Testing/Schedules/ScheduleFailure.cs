namespace ProtoHarness.Testing.Schedules;

/// <summary>A schedule under which a scenario fails.</summary>
/// <param name="Schedule">The schedule, shrunk, for <see cref="ScheduleExplorer.Replay"/>.</param>
/// <param name="Error">What the scenario threw, or a <see cref="ScheduleDeadlockException"/>.</param>
/// <param name="Deviations">Number of choices in it that are not the plain ones.</param>
/// <param name="FoundWith">That number before shrinking.</param>
/// <param name="Trace">A line for each of these choices.</param>
public sealed record ScheduleFailure(string Schedule, Exception Error, int Deviations, int FoundWith, IReadOnlyList<string> Trace)
{
    /// <summary>The failure as people read it, with the line that repeats it.</summary>
    public override string ToString() =>
        $"""
        {Error.GetType().Name}: {Error.Message}
        Schedule ({Deviations} choice(s) that are not the plain ones, {FoundWith} before shrinking):
        {(Trace.Count == 0 ? "     (the plain schedule)" : string.Join(Environment.NewLine, Trace))}
        Replay with ScheduleExplorer.Replay(scenario, "{Schedule}")
        """;
}
