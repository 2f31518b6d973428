namespace ProtoHarness.Testing.Schedules;

/// <summary>Repeats the choices of a schedule; where it says nothing, or names a strand that cannot run, the plain choice is made.</summary>
sealed class ReplayPolicy(IEnumerable<(int Decision, int Strand)> deviations) : ISchedulePolicy
{
    readonly Dictionary<int, int> _deviations = deviations.ToDictionary(pair => pair.Decision, pair => pair.Strand);

    public int Choose(ScheduleChoice choice)
    {
        if (!_deviations.TryGetValue(choice.Decision, out var strand))
            return choice.Plain;
        for (var i = 0; i < choice.Candidates.Count; i++)
        {
            if (choice.Candidates[i] == strand)
                return i;
        }

        return choice.Plain;
    }
}
