namespace ProtoHarness.Engine.Simulation;

/// <summary>How far a simulation may go.</summary>
public sealed record SimulationLimits
{
    /// <summary>The most scheduler steps in one session. Setting: <c>limits.steps</c>.</summary>
    public long MaxSteps { get; init; } = 5_000_000;

    /// <summary>The most virtual time in one session. Setting: <c>limits.virtual-time</c>.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long, in real time, a role that runs on the thread pool is waited for before virtual time goes on without it.</summary>
    public TimeSpan PoolPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long, in real time, a busy thread pool is looked at between two steps, once a role has been seen there.</summary>
    public TimeSpan PoolPatienceBetween { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How long, in real time, a busy thread pool is looked at between the steps of one session, in all.</summary>
    public TimeSpan PoolPatienceInAll { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long, in real time, a busy thread pool is looked at before the session is said to be stuck for good.</summary>
    public TimeSpan PoolPatienceAtEnd { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The same limits, with the patience of somebody who wants to be sure: for a session that is said to have failed while the pool was busy.</summary>
    /// <returns>New limits.</returns>
    public SimulationLimits Patient() => this with
    {
        PoolPatienceBetween = TimeSpan.FromSeconds(2),
        PoolPatienceInAll = TimeSpan.FromSeconds(10),
        PoolPatienceAtEnd = TimeSpan.FromSeconds(5),
    };
}
