namespace ProtoHarness.Engine.Simulation;

/// <summary>How far a simulation may go.</summary>
public sealed record SimulationLimits
{
    /// <summary>The most scheduler steps in one session. Setting: <c>limits.steps</c>.</summary>
    public long MaxSteps { get; init; } = 5_000_000;

    /// <summary>The most virtual time in one session. Setting: <c>limits.virtual-time</c>.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long, in real time, the simulation waits for work that a role has put on the thread pool before it goes on without it.</summary>
    public TimeSpan PoolPatience { get; init; } = TimeSpan.FromSeconds(2);
}
