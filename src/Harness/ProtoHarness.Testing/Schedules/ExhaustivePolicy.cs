namespace ProtoHarness.Testing.Schedules;

/// <summary>See <see cref="ScheduleStrategy.Exhaustive"/>: depth first, each run repeats the last one up to its last open choice.</summary>
sealed class ExhaustivePolicy(int preemptionBound) : ISchedulePolicy
{
    readonly List<Branch> _path = [];
    int _at;
    int _preemptions;

    public int Choose(ScheduleChoice choice)
    {
        if (_at == _path.Count)
            _path.Add(new(choice.Candidates.Count, choice.Plain, choice.CanContinue && _preemptions >= preemptionBound));
        var branch = _path[_at++];
        if (choice.CanContinue && branch.Chosen != choice.Plain)
            _preemptions++;
        return Math.Min(branch.Chosen, choice.Candidates.Count - 1);
    }

    /// <summary>Goes to the next schedule.</summary>
    /// <returns><see langword="false"/> if there is none.</returns>
    internal bool MoveNext()
    {
        _at = 0;
        _preemptions = 0;
        while (_path.Count > 0 && !_path[^1].MoveNext())
            _path.RemoveAt(_path.Count - 1);
        return _path.Count > 0;
    }

    sealed class Branch(int candidates, int plain, bool only)
    {
        int _tried;

        // The plain choice first, then the others in order.
        internal int Chosen => _tried == 0 ? plain : _tried <= plain ? _tried - 1 : _tried;

        internal bool MoveNext() => !only && ++_tried < candidates;
    }
}
