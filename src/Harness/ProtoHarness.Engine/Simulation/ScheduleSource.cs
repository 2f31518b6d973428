namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// Decides what runs next where several things could. Every decision is recorded, so that the schedule can be written into a finding, replayed and
/// shrunk: a schedule is the list of decisions; what it does not say is decided by 0, the first in line.
/// </summary>
public sealed class ScheduleSource
{
    readonly Random? _random;
    readonly IReadOnlyList<int>? _script;
    readonly List<int> _decisions = [];

    ScheduleSource(Random? random, IReadOnlyList<int>? script)
    {
        _random = random;
        _script = script;
    }

    /// <summary>The decisions made so far.</summary>
    public IReadOnlyList<int> Decisions => _decisions;

    /// <summary>First come, first served: every decision is 0.</summary>
    /// <returns>A new source.</returns>
    public static ScheduleSource InOrder() => new(null, null);

    /// <summary>Decisions drawn from a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>A new source.</returns>
    public static ScheduleSource FromSeed(Seed seed) => new(seed.NewRandom(), null);

    /// <summary>Decisions made before.</summary>
    /// <param name="decisions">The list; past its end, every decision is 0.</param>
    /// <returns>A new source.</returns>
    public static ScheduleSource Replay(IReadOnlyList<int> decisions) => new(null, decisions);

    /// <summary>Whether this source always decides by 0, so that there is nothing to record.</summary>
    internal bool IsInOrder => _random is null && _script is null;

    /// <summary>Decides.</summary>
    /// <param name="choices">How many there are; at least 1.</param>
    /// <returns>From 0 to one less than <paramref name="choices"/>.</returns>
    internal int Choose(int choices)
    {
        if (choices <= 1 || IsInOrder)
        {
            return 0;
        }

        var choice = _random is not null ? _random.Next(choices)
            : _decisions.Count < _script!.Count ? Math.Min(_script[_decisions.Count], choices - 1)
            : 0;
        _decisions.Add(choice);
        return choice;
    }
}
