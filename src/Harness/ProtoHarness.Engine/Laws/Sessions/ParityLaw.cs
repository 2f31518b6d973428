using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Laws;

/// <summary>Memory and tcp agree.</summary>
sealed class ParityLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/parity", "the session comes to the same over tcp as in memory",
        "What holds only in a simulation holds nowhere; a difference is a bug of the role, or of the harness, and must be seen.");

    protected override bool IsAboutFaults => false;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        yield return plan.Spec;
        yield return plan.Under($"* fragment {plan.Piece(1)}");
        yield return plan.Under($"* chunks {plan.Piece(9)}");
        yield return plan.Under("refuse");
        yield return plan.Under("accept-close");
    }

    public override (Judgement Judgement, SessionResult Result) Try(SessionSpec spec)
    {
        var memory = SessionRunner.Run(spec);
        var tcp = SessionRunner.Run(spec with { Transport = TransportKind.Tcp });
        return (Guard(memory) ?? Compare(memory, tcp), memory);
    }

    /// <summary>One side alone cannot be judged: it is run again with the other.</summary>
    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Try(result.Spec).Judgement;
    }

    static Judgement Compare(SessionResult memory, SessionResult tcp)
    {
        if (tcp.End == SimulationEnd.TimeLimit && memory.End == SimulationEnd.Finished)
        {
            return Judgement.Fail($"it ends in memory but not within {tcp.Spec.Limits.RealTime.TotalSeconds:0.#} s over tcp");
        }

        foreach (var role in memory.Roles)
        {
            if (tcp.Roles.FirstOrDefault(other => other.Name == role.Name) is { } other && other.Outcome != role.Outcome)
            {
                return Judgement.Fail($"in memory {role}, over tcp {other}");
            }
        }

        var (a, b) = (memory.Flows.FirstOrDefault()?.Message, tcp.Flows.FirstOrDefault()?.Message);
        return a == b ? Judgement.Pass : Judgement.Fail($"in memory {a ?? "all flows agree"}, over tcp {b ?? "all flows agree"}");
    }
}
