using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>Without faults the conversation completes.</summary>
sealed class CompletesLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/completes", "the conversation completes without faults, in every order of events",
        "A client and a server that work on the author's machine hang or mix up answers when the scheduler takes another turn.");

    public override bool StandsAlone => true;

    protected override bool IsAboutFaults => false;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        yield return plan.Spec;
        for (var i = 0; i < plan.Count(24); i++)
        {
            yield return plan.Spec with { ExploreSchedule = true, Seed = plan.Seed.Derive(i), Clients = 1 + (i % 3) };
        }
    }

    public override IEnumerable<SessionSpec> OverSockets(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.WorthTheirTime([plan.Spec, plan.Spec with { Clients = 3 }]);
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Clean.Failed(result) is { } failed ? Judgement.Fail(failed)
            : Clean.Deadlock(result) is { } deadlock ? Judgement.Fail(deadlock)
            : !result.Completed ? Judgement.Fail(Clean.Roles(result) + Hint(result))
            : result.Flows.Count > 0 ? Judgement.Fail(result.Flows[0].Message)
            : Judgement.Pass;
    }

    /// <summary>What to do where the conversation is about a refusal.</summary>
    static string Hint(SessionResult result) =>
        result.Roles.All(role => role.Outcome == (role.Name is ['S', _, ..] ? role.Outcome : RoleOutcome.Completed)) && result.Roles.Any(role => role.Outcome == RoleOutcome.Refused)
            ? " (the client is content: if the server is right to refuse here, let ServeAsync say so to the client and return instead of throwing)" : "";
}
