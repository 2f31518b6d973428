using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>Nothing leaks.</summary>
sealed class LeaksLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/leaks", "nothing leaks: connections, buffers, timers, whatever way the session ends",
        "A connection or buffer lost on the error path is found in production, as a process that dies after a week; so is a table of connections from which nobody removes those that have ended.");

    public override bool StandsAlone => true;

    protected override bool IsAboutFaults => false;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        yield return plan.Spec;
        yield return plan.Under("accept-close");
        for (var held = 1; !plan.IsDatagram && held < plan.Connections; held++)
        {
            // The next one finds no handle, and those before it must be let go of.
            yield return plan.Under($"connect-limit {held}");
        }

        foreach (var crowd in Crowds(plan))
        {
            yield return crowd;
        }

        foreach (var at in plan.OfEachConnection())
        {
            foreach (var direction in DirectionText.Both)
            {
                foreach (var position in at.Positions(direction, 0, 16))
                {
                    foreach (var fault in plan.IsDatagram ? [$"lose-from {position + 1}"] : (string[])[$"truncate @{position}", $"reset @{position}"])
                    {
                        yield return plan.Under($"{at.Written(direction)} {fault}");
                    }

                    yield return plan.Under($"{at.Written(direction)} flip @{position} {position % 8}");
                }
            }
        }

        for (var n = 1; n <= Math.Min(plan.Baseline.Operations, plan.Count(16)); n++)
        {
            yield return plan.Under($"cancel {n}");
        }
    }

    /// <summary>
    /// So many connections that it can be told whether the server keeps those that have ended. They are served one after the other where that is possible, so that a server with a
    /// pool of what it needs for one uses the same again.
    /// </summary>
    static IEnumerable<SessionSpec> Crowds(SessionPlan plan)
    {
        if (!plan.IsFirst && plan.Count(EndedConnections.Least) < EndedConnections.Least)
        {
            yield break;
        }

        var crowd = plan.Spec with { Clients = EndedConnections.Least };
        if (plan.IsDatagram)
        {
            yield return crowd;
            yield break;
        }

        // Clients that each hold one connection and wait for their next would wait for each other.
        IReadOnlyList<FaultRule> oneByOne = plan.Connections > 1 ? [] : FaultRule.Parse("accept-limit 1");
        yield return crowd with { Faults = oneByOne };
        if (plan.Record(Direction.ToServer) is { WrittenCount: > 1 } written)
        {
            // Where a greeting is most of what a client says, in the middle of its bytes nobody has entered anything yet: in that of its messages somebody has.
            var (middle, starts) = (written.WrittenCount / 2, plan.Starts(Direction.ToServer));
            var half = starts.Count > 1 ? starts[starts.Count / 2] + 1 : middle;
            foreach (var fault in new[] { $"truncate @{middle}", $"reset @{middle}", $"truncate @{half}" }.Distinct())
            {
                yield return crowd with { Faults = [.. oneByOne, .. FaultRule.Parse($"C>S {fault}")] };
            }
        }
    }

    /// <summary>
    /// A crowd that is no longer served one by one may be more than a server with a pool of what it needs for one would keep: that one keeps as much as there were at once, and no more.
    /// </summary>
    public override SessionSpec? Fit(SessionSpec spec) =>
        EndedConnections.AreLookedFor(spec) && spec.Plugin.Kind != ConnectionKind.Datagram && spec.Faults.All(rule => rule.Fault.Kind.Name != "accept-limit") ? null : base.Fit(spec);

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Leaks.Count == 0 ? Judgement.Pass : Judgement.Fail(string.Join("; ", result.Leaks));
    }
}
