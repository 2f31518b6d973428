namespace ProtoHarness.Testing.Schedules;

/// <summary>See <see cref="ScheduleStrategy.Priorities"/>.</summary>
sealed class PriorityPolicy : ISchedulePolicy
{
    readonly Random _random;
    readonly Dictionary<int, int> _priorities = [];
    readonly HashSet<int> _changes = [];
    int _lowest;

    /// <summary>Changes the leader's priority at <paramref name="depth"/> - 1 of the first <paramref name="expectedDecisions"/> decisions.</summary>
    internal PriorityPolicy(Random random, int depth, int expectedDecisions)
    {
        _random = random;
        for (var i = 1; i < depth; i++)
            _changes.Add(random.Next(Math.Max(1, expectedDecisions)));
    }

    public int Choose(ScheduleChoice choice)
    {
        var leader = Leader(choice);
        if (!_changes.Contains(choice.Decision))
            return leader;
        _priorities[choice.Candidates[leader]] = --_lowest;
        return Leader(choice);
    }

    int Leader(ScheduleChoice choice)
    {
        var best = 0;
        for (var i = 1; i < choice.Candidates.Count; i++)
        {
            if (Priority(choice.Candidates[i]) > Priority(choice.Candidates[best]))
                best = i;
        }

        return best;
    }

    int Priority(int strand)
    {
        if (!_priorities.TryGetValue(strand, out var priority))
            _priorities[strand] = priority = _random.Next();
        return priority;
    }
}
