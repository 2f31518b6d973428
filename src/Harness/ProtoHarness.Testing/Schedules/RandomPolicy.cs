namespace ProtoHarness.Testing.Schedules;

/// <summary>See <see cref="ScheduleStrategy.Random"/>.</summary>
sealed class RandomPolicy(Random random) : ISchedulePolicy
{
    public int Choose(ScheduleChoice choice) => random.Next(choice.Candidates.Count);
}
