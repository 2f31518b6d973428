using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Laws;

/// <summary>Many connections at once, on a machine that has no more to give: each is served or refused cleanly, and nobody who was accepted is lost.</summary>
sealed class CrowdLaw : SessionLaw
{
    /// <summary>Clients at once in memory, as far as the conversation is cheap.</summary>
    const int InMemory = 64;

    /// <summary>Clients at once under a limit of the machine: a few times what it has to give.</summary>
    const int UnderLimits = 16;

    /// <summary>Reads and writes of all clients together over sockets, each of which costs some 25 microseconds; more when a server is busy and they ask again.</summary>
    const int Operations = 8_000;

    public override Law Law { get; } = new(
        "session/crowd", "among many connections at once, on a machine at its limits, each is served or refused cleanly and none that was accepted is lost",
        "A server that takes two permits of a pool for each connection stands still when as many come at once as there are permits; one with a table of 32 throws at the next.");

    protected override bool IsAboutFaults => false;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var crowd = plan.Count(InMemory);
        yield return plan.Spec with { Clients = crowd };
        yield return plan.Spec with { Clients = Math.Max(2, crowd / 2), ExploreSchedule = true, Seed = plan.Seed.Derive("crowd") };
        if (plan.IsDatagram)
        {
            yield break;
        }

        yield return plan.Under("no-port 1") with { Clients = 2 };
        yield return plan.Under("no-port 2") with { Clients = 2 };
        if (plan.Connections > 1)
        {
            // Clients that each hold one connection and wait for their next wait for each other: what they do then is no question to the server.
            yield break;
        }

        yield return plan.Under("connect-limit 3") with { Clients = UnderLimits };
        yield return plan.Under("accept-limit 3") with { Clients = UnderLimits };
        yield return plan.Under("backlog 2 1s") with { Clients = UnderLimits };
        yield return plan.Under("backlog 2 1s | accept-limit 1") with { Clients = UnderLimits / 2, ExploreSchedule = true, Seed = plan.Seed.Derive("limits") };
    }

    public override IEnumerable<SessionSpec> OverSockets(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.IsFirst)
        {
            yield break;
        }

        yield return plan.Spec with { Clients = ClientsOverSockets(plan) };
        if (!plan.IsDatagram && plan.Connections == 1)
        {
            yield return plan.Under("accept-limit 8") with { Clients = UnderLimits };

            // Those without a place try again after a second, as the system has it: no more of them than find one then.
            yield return plan.Under("backlog 4 20ms") with { Clients = 8 };
        }
    }

    /// <summary>As many clients as the limit for crowds lets come; those under a fault are few.</summary>
    public override bool FillsMachine(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Faults.Count == 0;
    }

    /// <summary>One client is no crowd: what keeps the only one out serves nobody, and that is nobody's fault.</summary>
    public override SessionSpec? Fit(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Clients > 1 ? spec : null;
    }

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Spec.Transport != TransportKind.Memory && result.End == SimulationEnd.TimeLimit)
        {
            return Judgement.Unsupported($"this machine did not bring {result.Spec.Clients} clients to their end within {result.Spec.Limits.RealTime.TotalSeconds:0.#} s (limits.real-time, limits.crowd)");
        }

        var clients = result.Roles.Where(role => role.Name.StartsWith('C')).ToList();
        return Clean.Failed(result) is { } failed ? Judgement.Fail(failed)
            : Clean.Deadlock(result) is { } deadlock ? Judgement.Fail($"{result.Spec.Clients} clients at once: {deadlock}")
            : clients.Find(role => role.Outcome == RoleOutcome.Unexpected) is { } unexpected ? Judgement.Fail($"{result.Spec.Clients} clients at once: {unexpected}")
            : result.Flows.Count > 0 ? Judgement.Fail(result.Flows[0].Message)
            : !clients.Exists(role => role.Outcome == RoleOutcome.Completed) ? Judgement.Fail($"not one of {result.Spec.Clients} clients was served: {clients[0]}")
            : Judgement.Pass;
    }

    static int ClientsOverSockets(SessionPlan plan) =>
        (int)Math.Clamp(plan.Effort * Operations / Math.Max(1, plan.Baseline.Operations), Math.Min(UnderLimits, plan.Spec.Limits.Crowd), plan.Spec.Limits.Crowd);
}
