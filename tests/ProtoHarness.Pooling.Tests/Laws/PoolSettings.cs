namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>A scenario for the pool laws: how many rent how often, and what goes wrong. Chances are in percent.</summary>
sealed record PoolSettings
{
    internal int MaxOpen { get; init; } = 2;

    internal int Renters { get; init; } = 4;

    internal int Rounds { get; init; } = 3;

    internal int Cancels { get; init; }

    internal int ConnectFails { get; init; }

    internal int Breaks { get; init; }

    internal int ReturnsTwice { get; init; }

    internal TimeSpan ConnectTime { get; init; }

    internal TimeSpan HoldTime { get; init; }

    internal TimeSpan MaxLifetime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether time may pass at any step, so that nothing can be concluded from it.</summary>
    internal bool ClockMayMove { get; init; }

    internal bool Chance(Random random, int percent) => percent > 0 && random.Next(100) < percent;
}
