namespace ProtoHarness.Testing.Schedules;

/// <summary>How the explorer chooses which strand runs next.</summary>
public enum ScheduleStrategy
{
    /// <summary>Each that can run is as likely as any other.</summary>
    Random,

    /// <summary>
    /// Random priorities that change at a few random steps: probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010), which finds a
    /// bug of depth d among n strands and k steps with a probability of at least 1/(n·k^(d-1)).
    /// </summary>
    Priorities,

    /// <summary>Every schedule with at most <see cref="ExploreOptions.PreemptionBound"/> preemptions, simplest first in each branch.</summary>
    Exhaustive,
}
