using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Laws;

/// <summary>A cancelled session lets go of all it holds.</summary>
sealed class CancellationLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/cancellation", "a session cancelled at any step ends and lets go of all it holds",
        "Shutdown that hangs, or a request that goes on for ever after its caller has gone.");

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        for (var n = 1; n <= Math.Min(plan.Baseline.Operations, plan.Count(64)); n++)
        {
            yield return plan.Under($"cancel {n}");
            yield return plan.Under($"cancel {n}") with { ExploreSchedule = true, Seed = plan.Seed.Derive(n) };
        }
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Clean.Failed(result) is { } failed ? Judgement.Fail(failed)
            : result.End != SimulationEnd.Finished ? Judgement.Fail($"the session goes on after it was cancelled; {Clean.Deadlock(result)}")
            : Judgement.Pass;
    }
}
