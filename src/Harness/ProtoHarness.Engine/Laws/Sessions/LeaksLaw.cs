using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>Nothing leaks.</summary>
sealed class LeaksLaw : SessionLaw
{
    public override Law Law { get; } = new(
        "session/leaks", "nothing leaks: connections, buffers, timers, whatever way the session ends",
        "A connection or buffer lost on the error path is found in production, as a process that dies after a week.");

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

        foreach (var direction in DirectionText.Both)
        {
            foreach (var position in plan.Positions(direction, 0, 16))
            {
                foreach (var fault in plan.IsDatagram ? [$"lose-from {position + 1}"] : (string[])[$"truncate @{position}", $"reset @{position}"])
                {
                    yield return plan.Under($"{DirectionText.Format(direction)} {fault}");
                }

                yield return plan.Under($"{DirectionText.Format(direction)} flip @{position} {position % 8}");
            }
        }

        for (var n = 1; n <= Math.Min(plan.Baseline.Operations, plan.Count(16)); n++)
        {
            yield return plan.Under($"cancel {n}");
        }
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Leaks.Count == 0 ? Judgement.Pass : Judgement.Fail(string.Join("; ", result.Leaks));
    }
}
