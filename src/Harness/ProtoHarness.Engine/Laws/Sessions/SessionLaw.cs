using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>A law of sessions: which sessions it wants to see, and how it judges one. The judgement depends on nothing but the session, so that a replay judges alike.</summary>
public abstract class SessionLaw
{
    /// <summary>What it says.</summary>
    public abstract Law Law { get; }

    /// <summary>Whether it can be judged when the conversation does not even complete without faults.</summary>
    public virtual bool StandsAlone => false;

    /// <summary>Whether it says nothing of a session without faults.</summary>
    protected virtual bool IsAboutFaults => true;

    /// <summary>Whether it says anything of connections that carry this.</summary>
    /// <param name="kind">What they carry.</param>
    /// <returns>Whether it does.</returns>
    public virtual bool AppliesTo(ConnectionKind kind) => true;

    /// <summary>The sessions that it wants to see in memory.</summary>
    /// <param name="plan">The conversation, and what is known of it.</param>
    /// <returns>Specifications, most telling first.</returns>
    public virtual IEnumerable<SessionSpec> Cases(SessionPlan plan) => [];

    /// <summary>The sessions that it wants to see over sockets, where each takes its time.</summary>
    /// <param name="plan">The conversation, and what is known of it.</param>
    /// <returns>Specifications, most telling first; which sockets is not for it to say.</returns>
    public virtual IEnumerable<SessionSpec> OverSockets(SessionPlan plan) => [];

    /// <summary>Whether a session over sockets takes all that the machine has, so that two at once would keep each other from their ends.</summary>
    /// <param name="spec">One of <see cref="OverSockets"/>.</param>
    /// <returns>Whether it does.</returns>
    public virtual bool FillsMachine(SessionSpec spec) => false;

    /// <summary>Runs a session, or several when the law compares, and judges.</summary>
    /// <param name="spec">The session.</param>
    /// <returns>The judgement and the session that it is about.</returns>
    public virtual (Judgement Judgement, SessionResult Result) Try(SessionSpec spec)
    {
        var result = SessionRunner.Run(spec);
        return (Guard(result) ?? Judge(result), result);
    }

    /// <summary>
    /// <see cref="Try"/> for a case on which much hangs: when the machine was so busy that a role's work may have been overtaken by virtual time, whether that made the case
    /// fail or hold, only a look with patience counts.
    /// </summary>
    /// <param name="spec">The session.</param>
    /// <returns>The judgement and the session that it is about.</returns>
    public (Judgement Judgement, SessionResult Result) TryPatiently(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var hasty = Try(spec);
        return hasty.Result.IsUncertain ? Try(spec with { Limits = spec.Limits with { Simulation = spec.Limits.Simulation.Patient() } }) : hasty;
    }

    /// <summary>Judges one session.</summary>
    /// <param name="result">What it came to.</param>
    /// <returns>The judgement.</returns>
    public abstract Judgement Judge(SessionResult result);

    /// <summary>
    /// Makes a session, changed to be smaller, one that the law wants to see: what must follow from the change follows. The default leaves it as it is.
    /// </summary>
    /// <param name="spec">The session.</param>
    /// <returns>The session; null when the law would say nothing true of the like of it.</returns>
    public virtual SessionSpec? Fit(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return IsAboutFaults && spec.Faults.Count == 0 ? null : spec;
    }

    /// <summary>
    /// Whether the law may be asked about a session that no plan of its own gave: one that does not even complete without its faults shows nothing of what they do.
    /// </summary>
    /// <param name="spec">The session.</param>
    /// <returns>Whether it may.</returns>
    public bool IsFair(SessionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (StandsAlone)
        {
            return true;
        }

        var clean = SessionRunner.Run(spec with { Faults = [], Clients = 1, Schedule = null, ExploreSchedule = false, KeepBytes = false, KeepTrace = false });
        return clean.Completed && clean.Flows.Count == 0;
    }

    /// <summary>A session that the harness itself could not run to its end.</summary>
    /// <param name="result">What it came to.</param>
    /// <returns>The judgement; null when it could.</returns>
    protected static Judgement? Broken(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.HarnessFailure is { } failure ? new Judgement(Verdict.HarnessError, failure) : null;
    }

    /// <summary>What holds for all laws: a case that could not be run, or whose fault never fired, says nothing.</summary>
    /// <param name="result">What it came to.</param>
    /// <returns>The judgement, or null when the law is to judge.</returns>
    protected static Judgement? Guard(SessionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (Broken(result) is { } broken)
        {
            return broken;
        }

        if (result.Unsupported is { } reason)
        {
            return Judgement.Unsupported(reason);
        }

        // Every rule must have fired on at least one of the connections that it sits on.
        foreach (var receipt in result.Receipts)
        {
            if (receipt.Fired == 0 && result.Receipts.All(other => other.Rule != receipt.Rule || other.Fired == 0))
            {
                return Judgement.Unsupported($"the fault '{receipt.Rule}' never fired");
            }
        }

        return result.Spec.Faults.Count > 0 && result.Receipts.Count == 0
            ? Judgement.Unsupported("no connection was opened, so no fault could fire") : null;
    }
}
