using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Laws;

/// <summary>Memory and sockets agree.</summary>
sealed class ParityLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/parity", "the session comes to the same over sockets (tcp, udp) as in memory",
        "What holds only in a simulation holds nowhere; a difference is a bug of the role, or of the harness, and must be seen.");

    static readonly string[] OfDatagrams = ["* repeat-nth 1", "C>S lose-nth 1", "S>C lose-nth 1"];

    protected override bool IsAboutFaults => false;

    public override IEnumerable<SessionSpec> OverSockets(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string[] faults = plan.IsDatagram ? OfDatagrams : [$"* fragment {plan.Piece(1)}", $"* chunks {plan.Piece(9)}"];
        return [plan.Spec, .. plan.WorthTheirTime([.. faults, "refuse", "accept-close"]).Select(plan.Under)];
    }

    public override (Judgement Judgement, SessionResult Result) Try(SessionSpec spec) =>
        Try(SessionRunner.Run(spec with { Transport = TransportKind.Memory }), spec.Transport);

    /// <summary>Runs a session over sockets and compares.</summary>
    /// <param name="memory">What it came to in memory.</param>
    /// <param name="transport">The sockets; memory: the usual ones.</param>
    /// <returns>The judgement and the session in memory.</returns>
    public (Judgement Judgement, SessionResult Result) Try(SessionResult memory, TransportKind transport)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var spec = memory.Spec;
        if (memory.End == SimulationEnd.Finished && memory.Elapsed > spec.Limits.RealTime)
        {
            return (Guard(memory) ?? TooLong(memory), memory);
        }

        var sockets = SessionRunner.Run(spec with { Transport = transport == TransportKind.Memory ? TransportKinds.Sockets(spec.Plugin.Kind) : transport });
        return (Guard(memory) ?? Broken(sockets) ?? Compare(memory, sockets, $"over {TransportKinds.Format(sockets.Spec.Transport)}"), memory);
    }

    /// <summary>One side alone cannot be judged: it is run again with the other.</summary>
    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Try(result.Spec).Judgement;
    }

    /// <summary>Time passes in memory as soon as nothing else can go on; over sockets it takes as long as it says.</summary>
    static Judgement TooLong(SessionResult memory)
    {
        var (over, most) = (TransportKinds.Format(TransportKinds.Sockets(memory.Spec.Plugin.Kind)), memory.Spec.Limits.RealTime.TotalSeconds);
        var message = $"it takes {memory.Elapsed.TotalSeconds:0.#} s of virtual time in memory, and has {most:0.#} s over {over} (limits.real-time)";
        return memory.Spec.Conversation.TakesTime ? Judgement.Unsupported(message)
            : Judgement.Fail($"{message}: something waits for a timer; if it does so by design, set TakesTime on the conversation, or choose shorter times");
    }

    static Judgement Compare(SessionResult memory, SessionResult sockets, string over)
    {
        if (sockets.End == SimulationEnd.TimeLimit && memory.End == SimulationEnd.Finished)
        {
            return Judgement.Fail($"it ends in memory but not within {sockets.Spec.Limits.RealTime.TotalSeconds:0.#} s {over}");
        }

        foreach (var role in memory.Roles)
        {
            if (sockets.Roles.FirstOrDefault(other => other.Name == role.Name) is { } other && other.Outcome != role.Outcome)
            {
                return Judgement.Fail($"in memory {role}, {over} {other}");
            }
        }

        var (a, b) = (memory.Flows.FirstOrDefault()?.Message, sockets.Flows.FirstOrDefault()?.Message);
        return a == b ? Judgement.Pass : Judgement.Fail($"in memory {a ?? "all flows agree"}, {over} {b ?? "all flows agree"}");
    }
}
