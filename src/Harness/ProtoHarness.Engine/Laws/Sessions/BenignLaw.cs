using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>Under every benign fault the conversation completes, with the same result.</summary>
class BenignLaw : SessionLaw
{
    /// <summary>A number in braces is the size of a piece, which is larger where much crosses.</summary>
    static readonly string[] Faults =
    [
        "* fragment {1}", "* fragment {3}", "* chunks {7}", "* chunks 64", "* coalesce 1ms", "* coalesce 20ms", "* delay 5ms", "* jitter 10ms",
        "* bandwidth {rate}", "* slow-reader {few} 1ms", "* slow-reader 1KiB 5ms", "* slow-writer 2ms", "* accept-delay 10ms", "* clock-jump 1h @1", "* clock-jump -1h @1",
        "C>S fragment {1}", "S>C fragment {1}", "* chunks {16} | jitter 3ms", "* fragment {few} | slow-reader {few} 1ms",
    ];

    static readonly int[] Pieces = [1, 3, 7, 16];

    static readonly string[] OverTcp = ["* fragment {1}", "* chunks 16", "* coalesce 1ms", "* delay 1ms"];

    static readonly string[] OfDatagrams =
    [
        "* delay 5ms", "* jitter 10ms", "* slow-writer 2ms", "* accept-delay 10ms", "* clock-jump 1h @1", "* clock-jump -1h @1", "C>S jitter 3ms", "* delay 1ms | jitter 3ms",
    ];

    static readonly string[] OverUdp = ["* delay 1ms", "* jitter 2ms"];

    public override Law Law { get; } = new(
        "session/benign", "the conversation completes, with the same result, under every benign fault",
        "A read returns what has arrived, not what was sent: code that takes one read for one message works until the network is busy.");

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var faults = (plan.IsDatagram ? OfDatagrams : Faults).Select(fault => Sized(fault, plan)).ToList();
        foreach (var fault in faults)
        {
            yield return plan.Under(fault);
        }

        var seeds = plan.Count(3);
        for (var i = 0; i < seeds; i++)
        {
            foreach (var fault in faults.Where(f => !f.Contains("clock", StringComparison.Ordinal)))
            {
                yield return plan.Under(fault) with { ExploreSchedule = true, Seed = plan.Seed.Derive(i), Clients = 1 + (i % 2) };
            }
        }
    }

    public override IEnumerable<SessionSpec> OverSockets(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.WorthTheirTime(plan.IsDatagram ? OverUdp : OverTcp).Select(fault => plan.Under(Sized(fault, plan)));
    }

    static string Hint(SessionResult result) => result.Spec.Faults.Any(rule => rule.Fault.Kind.Name == "clock-jump")
        ? "; the date was set while it ran: is a time measured by it? (timers and Time.GetTimestamp() go on as before)" : "";

    /// <summary>Slow, but not so slow that a peer's timeout is right: what crosses without faults takes a second or two.</summary>
    static string Sized(string fault, SessionPlan plan) => Pieces
        .Aggregate(fault, (text, size) => text.Replace($"{{{size}}}", $"{plan.Piece(size)}", StringComparison.Ordinal))
        .Replace("{few}", $"{Math.Max(7, plan.MostBytes / 1000)}", StringComparison.Ordinal)
        .Replace("{rate}", $"{Math.Max(256 * 1024, plan.MostBytes)}", StringComparison.Ordinal);

    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Clean.Failed(result) is { } failed ? Judgement.Fail(failed)
            : Clean.Deadlock(result) is { } deadlock ? Judgement.Fail(deadlock)
            : !result.Completed ? Judgement.Fail($"{Clean.Roles(result)}{Hint(result)}")
            : result.Flows.Count > 0 ? Judgement.Fail(result.Flows[0].Message)
            : Judgement.Pass;
    }
}
