using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>One connection's failure leaves the others alone.</summary>
sealed class IsolationLaw : SessionLaw
{
    const int Clients = 4;

    /// <summary>Messages to one client of which it takes none, and nothing behind it.</summary>
    const int Few = 4;

    public override Law Law { get; } = new(
        "session/isolation", "one connection's failure leaves the others alone",
        "State shared among connections, an exception on one of them, and a wait for one that takes nothing more (under a lock, or because clients are served one after the other) take down every client of a server.");

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var direction in DirectionText.Both)
        {
            foreach (var position in plan.Positions(direction, 0, 12))
            {
                foreach (var fault in plan.IsDatagram ? [$"lose-from {position + 1}", $"overwrite @{position} ffffffffffffffff"] : (string[])[$"reset @{position}", $"truncate @{position}", $"overwrite @{position} ffffffffffffffff"])
                {
                    yield return plan.Under($"{DirectionText.Format(direction)}#1 {fault}") with
                    {
                        Clients = Clients, ExploreSchedule = true, Seed = plan.Seed.Derive(position),
                    };
                }
            }
        }

        if (!plan.IsDatagram)
        {
            foreach (var spec in Slow(plan))
            {
                yield return spec;
            }
        }

        // What a server holds while it reads or writes must be let go of when that fails.
        for (var n = 1; n <= plan.Count(6); n++)
        {
            foreach (var fault in (string[])[$"S>C#1 write-error {n}", $"C>S#1 read-error {n}"])
            {
                yield return plan.Under(fault) with { Clients = Clients, ExploreSchedule = true, Seed = plan.Seed.Derive($"{fault}") };
            }
        }
    }

    /// <summary>A client takes nothing more of what it is sent: who writes to it waits, and nobody else may.</summary>
    static IEnumerable<SessionSpec> Slow(SessionPlan plan)
    {
        var starts = plan.Starts(Direction.ToClient);
        var most = Math.Min(plan.Count(Few), starts.Count);
        foreach (var position in Enumerable.Range(0, most).Select(i => starts[i * starts.Count / most]))
        {
            yield return plan.Under($"S>C#1 clog @{position}") with { Clients = Clients, ExploreSchedule = true, Seed = plan.Seed.Derive($"clog/{position}") };
        }
    }

    /// <summary>The judgement counts clients, so none may be missing.</summary>
    public override SessionSpec? Fit(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Clients == Clients && spec.Faults.Count > 0 && spec.Faults.All(rule => rule.Connection == 1) ? spec : null;
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var others = result.Roles.Where(role => role.Name.StartsWith('C')).Count(role => role.Outcome == RoleOutcome.Completed);
        return others >= Clients - 1 ? Judgement.Pass
            : Judgement.Fail($"a fault on one connection of {Clients} left only {others} clients that completed{Clean.Waiting(result)}: {Clean.Roles(result)}");
    }
}
