using ProtoHarness.Testing.Time;

namespace ProtoHarness.Testing.Schedules;

/// <summary>How schedules are searched, and when a run counts as one that never ends.</summary>
public sealed record ExploreOptions
{
    /// <summary>How the next step is chosen. Default <see cref="ScheduleStrategy.Random"/>.</summary>
    public ScheduleStrategy Strategy { get; init; }

    /// <summary>Runs at most; an exhaustive search may end before. Default 1,000.</summary>
    public int MaxRuns { get; init; } = 1000;

    /// <summary>The seed of all choices of random strategies and of <see cref="ScheduleRun.Random"/>.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>For <see cref="ScheduleStrategy.Priorities"/>: the number of ordered steps that a bug needs. Default 3.</summary>
    public int PriorityDepth { get; init; } = 3;

    /// <summary>For <see cref="ScheduleStrategy.Exhaustive"/>: times that a strand that could go on is interrupted. Default 2.</summary>
    public int PreemptionBound { get; init; } = 2;

    /// <summary>Whether time may pass while something can run, as on a slow machine, or only when nothing can. Default: only then.</summary>
    public bool ClockRaces { get; init; }

    /// <summary>Points in one run at most; more is taken for a loop. Default 20,000.</summary>
    public int MaxSteps { get; init; } = 20_000;

    /// <summary>
    /// Virtual time of one run at most. When nothing but timers happens until then, the run is taken for a deadlock: a timer that comes
    /// again and again must not hide it. Default 1 h.
    /// </summary>
    public TimeSpan MaxVirtualTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Real time for which work that escaped to the thread pool is awaited before a run is taken for a deadlock. Default zero: code under
    /// the explorer is expected not to escape. A run with escapes need not repeat exactly.
    /// </summary>
    public TimeSpan EscapeGrace { get; init; }

    /// <summary>Real time after which a run is given up because a strand blocks its thread. Default 30 s.</summary>
    public TimeSpan BlockedAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Runs spent at most on making a failing schedule simpler. Default 500.</summary>
    public int MaxShrinkRuns { get; init; } = 500;
}
