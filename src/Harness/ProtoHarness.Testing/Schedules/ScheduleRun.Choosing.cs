namespace ProtoHarness.Testing.Schedules;

/// <summary>Which strand goes on.</summary>
public sealed partial class ScheduleRun
{
    const int ClockId = 0;

    readonly List<int> _candidates = [];
    int _decisions;
    bool _clockRuns;

    internal int Decisions => _decisions;

    /// <summary>Every choice that was not the plain one, as (decision, strand).</summary>
    internal List<(int Decision, int Strand)> Deviations { get; } = [];

    /// <summary>Under the lock: takes the next strand out of the list of those that can run.</summary>
    Strand? Choose(Strand? current)
    {
        while (_runnable.Count == 0)
        {
            if (_root is { IsCompleted: true } || !(ClockCanMove() || WaitForEscaped()))
                return null;
            if (_runnable.Count == 0)
                return ClockStrand();
        }

        _candidates.Clear();
        foreach (var strand in _runnable)
            _candidates.Add(strand.Id);
        if (_options.ClockRaces && !_clockRuns && ClockCanMove() && _root is not { IsCompleted: true })
            _candidates.Add(ClockId);
        var plain = current is null ? 0 : _candidates.IndexOf(current.Id);
        var chosen = _candidates.Count == 1 ? 0 : Decide(plain, current);
        if (_candidates[chosen] == ClockId)
            return ClockStrand();
        var next = _runnable[chosen];
        _runnable.RemoveAt(chosen);
        return next;
    }

    int Decide(int plain, Strand? current)
    {
        var decision = _decisions++;
        var chosen = _policy.Choose(new(decision, _candidates, plain, current is not null));
        if (chosen != plain)
        {
            Deviations.Add((decision, _candidates[chosen]));
            _trace.Add($"{decision,4}: {Describe(_candidates[chosen])} instead of {Describe(_candidates[plain])}");
        }

        return chosen;
    }

    string Describe(int id)
    {
        if (id == ClockId)
            return "the clock";
        var strand = _strands[id - 1];
        return strand.At is null ? $"{strand} begins" : $"{strand} at '{strand.At}'";
    }

    bool ClockCanMove() => Clock.UntilNextTimer is { } wait && Clock.Elapsed + wait <= _options.MaxVirtualTime;

    Strand ClockStrand()
    {
        // Candidate 0 is the clock that could move. Once it moves it is a strand like any other, and may come to points on its way.
        _clockRuns = true;
        var strand = new Strand(this, _strands.Count + 1, "clock", _ =>
        {
            try
            {
                Clock.AdvanceToNextTimer();
            }
            finally
            {
                _clockRuns = false;
            }
        }, null);
        _strands.Add(strand);
        return strand;
    }

    bool WaitForEscaped() =>
        _options.EscapeGrace > TimeSpan.Zero && Monitor.Wait(_sync, _options.EscapeGrace) && _runnable.Count > 0;
}
