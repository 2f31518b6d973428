using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>Half-close is honoured: what a client asked before it ended its direction is answered.</summary>
sealed class HalfCloseLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/half-close", "a client that has ended its direction still gets the answers to what it asked",
        "Servers that stop at the end of their input drop the last answers of every client that says it is done.");

    public override bool AppliesTo(ConnectionKind kind) => kind == ConnectionKind.Stream;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Record(Direction.ToServer) is { WrittenCount: > 0 } record)
        {
            yield return plan.Under($"C>S#1 half-close @{record.WrittenCount}");
            yield return plan.Under($"C>S#1 half-close @{record.WrittenCount} | fragment {plan.Piece(1)}");
        }
    }

    /// <summary>The client's direction ends behind all that it has to say, however much that is now.</summary>
    public override SessionSpec? Fit(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var clean = SessionRunner.Run(spec with { Faults = [], Schedule = null, ExploreSchedule = false });
        var said = clean.Directions.FirstOrDefault(d => d.Connection == 1 && d.Direction == Direction.ToServer)?.WrittenCount ?? 0;
        return spec.Clients != 1 || said == 0 || spec.Faults.All(rule => rule.Fault.Kind.Name != "half-close") ? null : spec with
        {
            Faults = [.. spec.Faults.Select(rule => rule.Fault.Kind.Name == "half-close" ? rule with { Fault = FaultSpec.Parse($"half-close @{said}") } : rule)],
        };
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Clean.Failed(result) is { } failed ? Judgement.Fail(failed)
            : Clean.Deadlock(result) is { } deadlock ? Judgement.Fail(deadlock)
            : result.Completed && result.Flows.Count > 0 ? Judgement.Fail(result.Flows[0].Message)
            : result.Completed ? Judgement.Pass
            : result.Spec.Conversation.EndOfInputEndsSession ? new Judgement(Verdict.NonStrict, $"the end of the client's direction ends the session, as the plugin declares: {Clean.Roles(result)}")
            : Judgement.Fail($"the client had sent all it had to say, ended its direction, and did not get its answers: {Clean.Roles(result)} (if the protocol means it so, set EndOfInputEndsSession on the conversation)");
    }
}
