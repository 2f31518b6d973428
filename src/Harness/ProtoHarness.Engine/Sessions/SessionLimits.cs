using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Sessions;

/// <summary>How far one session may go.</summary>
public sealed record SessionLimits
{
    /// <summary>The limits of the simulation, in memory.</summary>
    public SimulationLimits Simulation { get; init; } = new();

    /// <summary>How long a session on sockets may take, in real time. Setting: <c>limits.real-time</c>.</summary>
    public TimeSpan RealTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes that one session may allocate beyond sixteen times what crosses the wire. Setting: <c>limits.memory</c>.</summary>
    public long MaxAllocation { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most memory that a session may hold of what comes without an end. Setting: <c>limits.buffered</c>.</summary>
    public long MaxBuffered { get; init; } = 4 * 1024 * 1024;

    /// <summary>The most connections of one session. Setting: <c>limits.connections</c>.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>How many clients are tried at once over sockets. Setting: <c>limits.crowd</c>.</summary>
    public int Crowd { get; init; } = 256;

    /// <summary>The most bytes of one direction that are kept for findings. Setting: <c>limits.capture</c>.</summary>
    public int MaxCapture { get; init; } = 1024 * 1024;

    /// <summary>How long a foreign program may take until it listens. Setting: <c>limits.program-start</c>.</summary>
    public TimeSpan ProgramStart { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a foreign program may take to end when its standard input has; then it is killed. Setting: <c>limits.program-end</c>.</summary>
    public TimeSpan ProgramEnd { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most bytes that are kept of what a foreign program writes to its standard output, and to its standard error. Setting: <c>limits.program-output</c>.</summary>
    public int MaxProgramOutput { get; init; } = 64 * 1024;
}
