using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Laws;

/// <summary>The same seed gives the same trace, byte for byte.</summary>
sealed class SameSeedLaw : SessionLaw
{
    const int Tries = 3;

    public override Law Law { get; } = new(
        "session/same-seed", "the same seed gives the same trace, byte for byte",
        "A role that takes the machine's clock, its own randomness, its own threads or the order of a hash cannot be replayed.");

    protected override bool IsAboutFaults => false;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        for (var i = 0; i < plan.Count(4); i++)
        {
            yield return plan.Under(plan.IsDatagram ? "* lose 20 | reorder 20 | jitter 2ms" : $"* chunks {plan.Piece(11)} | jitter 2ms") with { ExploreSchedule = true, Clients = 1 + (i % 3), Seed = plan.Seed.Derive(i) };
        }

        yield return plan.Spec;
    }

    public override (Judgement Judgement, SessionResult Result) Try(SessionSpec spec)
    {
        var first = SessionRunner.Run(spec);
        if (Guard(first) is { } guard)
        {
            return (guard, first);
        }

        // Events are kept only to tell where two runs differ: that costs more than the runs.
        if (SessionRunner.Run(spec) is var again && again.TraceHash == first.TraceHash)
        {
            return (Judgement.Pass, first);
        }

        var judgement = Differ(spec);
        return (judgement.Verdict == Verdict.Pass && first.ForeignPosts + again.ForeignPosts == 0 ? Judgement.Fail("two runs with one seed differ, and two more do not") : judgement, first);
    }

    static Judgement Differ(SessionSpec spec)
    {
        var kept = spec with { KeepTrace = true };
        var first = SessionRunner.Run(kept);

        // The pool may hand two pieces of work to two threads in either order, rarely; who takes the clock or randomness differs every time.
        var judgement = Judgement.Pass;
        for (var tries = 0; tries < Tries; tries++)
        {
            var second = SessionRunner.Run(kept);
            judgement = Compare(first, second);
            if (judgement.Verdict == Verdict.Pass || first.ForeignPosts + second.ForeignPosts == 0)
            {
                break;
            }

            kept = kept with { Limits = kept.Limits with { Simulation = kept.Limits.Simulation.Patient() } };
            first = SessionRunner.Run(kept);
        }

        return judgement;
    }

    /// <summary>One run alone cannot be judged: it is run twice.</summary>
    public override Judgement Judge(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Try(result.Spec).Judgement;
    }

    static Judgement Compare(SessionResult first, SessionResult second)
    {
        if (first.TraceHash == second.TraceHash)
        {
            return Judgement.Pass;
        }

        var foreign = first.ForeignPosts + second.ForeignPosts > 0
            ? "; a role's work went to the thread pool (Task.Run, its own thread, SemaphoreSlim, Channel.ReadAllAsync, or ConfigureAwait(false) before a channel)" : "";
        for (var i = 0; i < Math.Max(first.Trace.Count, second.Trace.Count); i++)
        {
            var (a, b) = (At(first, i), At(second, i));
            if (a != b && foreign.Length > 0 && SameInAnotherOrder(first, second))
            {
                return new Judgement(Verdict.NonStrict, $"two runs with one seed do the same in another order, from event {i + 1} on: '{a}' and '{b}'{foreign}");
            }

            if (a != b)
            {
                return Judgement.Fail($"two runs with one seed differ at event {i + 1}: '{a}' and '{b}'{foreign}");
            }
        }

        return Judgement.Fail($"two runs with one seed differ in bytes past the first 32 of an event{foreign}");
    }

    /// <summary>
    /// Whether each role ends alike and writes the same. Where two pieces of a role's work are on the pool at once, which of them comes back first is the pool's choice; what
    /// takes the clock or randomness from elsewhere does not write the same.
    /// </summary>
    static bool SameInAnotherOrder(SessionResult first, SessionResult second) =>
        first.Roles.Select(role => role.ToString()).SequenceEqual(second.Roles.Select(role => role.ToString()))
        && Writes(first).SequenceEqual(Writes(second));

    static IEnumerable<string> Writes(SessionResult result) =>
        result.Trace.Where(written => written.Kind == TraceKind.Write).Select(written => $"{written.Role} {Convert.ToHexString(written.Bytes.Span)}").Order(StringComparer.Ordinal);

    static string At(SessionResult result, int i) => i < result.Trace.Count ? result.Trace[i].ToString() : "(the end)";
}
