using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>What a network may do to datagrams is repaired, and what cannot be repaired is refused cleanly.</summary>
sealed class DatagramLaw : SessionLaw
{
    static readonly string[] OfOne = ["lose-nth {n}", "repeat-nth {n}", "overtake-nth {n}", "late-nth {n} 20ms", "late-nth {n} 1s", "lose-nth {n} | lose-nth {n}"];

    static readonly string[] OfMany =
    [
        "* repeat-datagram 30", "* repeat-datagram 100", "* reorder 30", "* reorder 100", "* repeat-datagram 40 | reorder 40", "* repeat-datagram 50 | jitter 20ms",
        "* lose 5", "C>S lose 20", "S>C lose 20", "* lose 10 | repeat-datagram 20 | reorder 20", "* lose 50", "* lose 10 | jitter 30ms",
    ];

    static readonly string[] OverUdp = ["* repeat-nth 1", "* repeat-datagram 50 | reorder 50", "* lose-nth 1"];

    public override Law Law { get; } = new(
        "session/datagrams", "a lost, repeated, overtaken or late datagram changes nothing; when all are lost the session is refused cleanly",
        "On the author's machine no datagram is ever lost: what is never asked again, or is taken for the next answer, is found on a wireless network.");

    public override bool AppliesTo(ConnectionKind kind) => kind == ConnectionKind.Datagram;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var direction in DirectionText.Both)
        {
            var d = DirectionText.Format(direction);
            var datagrams = plan.Record(direction)?.Messages.Count ?? 0;
            for (var n = 1; n <= Math.Min(datagrams, plan.Count(32)); n++)
            {
                foreach (var fault in OfOne)
                {
                    yield return plan.Under($"{d} {fault.Replace("{n}", $"{n}", StringComparison.Ordinal)}");
                }

                yield return plan.Under($"{d} lose-from {n}");
            }
        }

        yield return plan.Under("* lose-from 1");
        for (var i = 0; i < plan.Count(8); i++)
        {
            foreach (var fault in OfMany)
            {
                yield return plan.Under(fault) with { ExploreSchedule = true, Seed = plan.Seed.Derive(i), Clients = 1 + (i % 3) };
            }
        }
    }

    public override IEnumerable<SessionSpec> OverSockets(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.WorthTheirTime(OverUdp).Select(plan.Under);
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Clean.Failed(result) is { } failed ? Judgement.Fail(failed)
            : Clean.Deadlock(result) is { } deadlock ? Judgement.Fail(MayBeRefused(result.Spec) ? $"nobody gives up: {deadlock}" : deadlock)
            : result.Roles.FirstOrDefault(role => role.Outcome == RoleOutcome.Unexpected) is { } unexpected ? Judgement.Fail(unexpected.ToString())
            : !result.Completed && !MayBeRefused(result.Spec) ? Judgement.Fail($"not repaired: {Clean.Roles(result)}")
            : result.Flows.Count > 0 && (result.Completed || result.Flows[0].Kind == FlowProblemKind.NotAPrefix) ? Judgement.Fail(result.Flows[0].Message)
            : Judgement.Pass;
    }

    /// <summary>How much loss by chance a peer repairs is its own affair: two datagrams in a row must be.</summary>
    static bool MayBeRefused(SessionSpec spec) => spec.Faults.Any(rule => rule.Fault.Kind.Name is "lose" or "lose-from");
}
