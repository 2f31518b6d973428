using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What a session came to. The laws judge it; it judges nothing itself.</summary>
public sealed record SessionResult
{
    /// <summary>What was run.</summary>
    public required SessionSpec Spec { get; init; }

    /// <summary>How the roles ended: clients first, then the server on each connection, then the server as a whole.</summary>
    public required IReadOnlyList<RoleReport> Roles { get; init; }

    /// <summary>Why the simulation stopped first; on sockets, whether the roles ended within the limit of real time.</summary>
    public required SimulationEnd End { get; init; }

    /// <summary>Whether the session had to be cancelled because its roles waited for ever.</summary>
    public required bool WasCancelled { get; init; }

    /// <summary>Who waited for what when nothing could go on, a line each; empty when the session finished.</summary>
    public required IReadOnlyList<string> Waiting { get; init; }

    /// <summary>The receipts of all faults.</summary>
    public required IReadOnlyList<FaultReceipt> Receipts { get; init; }

    /// <summary>What the ends' books say that cannot both be true.</summary>
    public required IReadOnlyList<FlowProblem> Flows { get; init; }

    /// <summary>What was not let go of, a line each.</summary>
    public required IReadOnlyList<string> Leaks { get; init; }

    /// <summary>What crossed each direction.</summary>
    public required IReadOnlyList<DirectionRecord> Directions { get; init; }

    /// <summary>All events; empty unless they were kept.</summary>
    public required IReadOnlyList<TraceEvent> Trace { get; init; }

    /// <summary>A hash over all events: equal for equal traces.</summary>
    public required ulong TraceHash { get; init; }

    /// <summary>The scheduling decisions, when they were drawn.</summary>
    public required IReadOnlyList<int> Schedule { get; init; }

    /// <summary>The scheduler's steps, in memory; 0 on sockets.</summary>
    public required long Steps { get; init; }

    /// <summary>The reads and writes of all roles.</summary>
    public required int Operations { get; init; }

    /// <summary>The writes of all roles that went out, whole or in part.</summary>
    public required int Writes { get; init; }

    /// <summary>The session's own time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The bytes that were allocated while it ran, in memory; 0 on sockets.</summary>
    public required long Allocated { get; init; }

    /// <summary>All bytes that the session's own thread allocated while it ran, those of the harness among them; 0 on sockets.</summary>
    internal long AllocatedInAll { get; init; }

    /// <summary>The memory that was let go of with the session, in bytes, where bytes without an end were all taken and so much was allocated that it may be too much; else 0.</summary>
    public long Held { get; init; }

    /// <summary>How often something came back from another thread, in memory: each is a place where a replay may differ.</summary>
    public required int ForeignPosts { get; init; }

    /// <summary>
    /// Whether work on other threads was not waited for to its end, in memory: the machine was too busy, or a role keeps a thread of its own. What it came to
    /// may then be owed to the machine, and is confirmed with <see cref="SimulationLimits.Patient"/> before anybody is told.
    /// </summary>
    public bool IsUncertain { get; init; }

    /// <summary>What the roles threw where nobody caught it, oldest first; in any other program the first would have ended the process.</summary>
    public IReadOnlyList<Exception> Strays { get; init; } = [];

    /// <summary>The states that the roles said they entered, in order: <c>C1 session: open</c>.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>What became of the foreign program; null when there was none. Nothing is known of its application, so there are no <see cref="Flows"/>.</summary>
    public ProgramReport? Program { get; init; }

    /// <summary>What the harness ran out of while it ran, on sockets; then it says nothing of the roles. Null: nothing.</summary>
    public string? HarnessFailure { get; init; }

    /// <summary>Why it could not be run here; null when it was.</summary>
    public string? Unsupported { get; init; }

    /// <summary>Whether every role completed.</summary>
    public bool Completed => Roles.All(role => role.Outcome == RoleOutcome.Completed);
}
