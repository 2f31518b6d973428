using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Checks;

/// <summary>One law on one conversation, in memory or over sockets.</summary>
sealed class SessionPart(SessionLaw law, ConversationPlan conversation, PartPlace place) : CheckPart(law.Law, SubjectOf(conversation, place))
{
    /// <summary>How long the sessions of a law with the same values may take over sockets by their own timers; the last of them may take longer.</summary>
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <summary>One session that waits for more than this part of the time that it may take is not run over sockets, where a busy machine would be the one that is judged.</summary>
    const int LongestPart = 4;

    SessionSpec? _spec;
    ParameterValues? _values;
    TimeSpan _left;
    bool _isShort;
    int _at;

    /// <summary>What was run in memory before what is run over sockets; null when nothing was.</summary>
    public RehearsalPart? Rehearsal { get; private set; }

    /// <summary>The conversation's name.</summary>
    public string Conversation => conversation.Name;

    public override bool UsesSockets => place != PartPlace.Memory;

    public override bool FillsMachine => place == PartPlace.FullMachine;

    /// <summary>How long its longest session waits by the roles' own timers; over sockets that is real time.</summary>
    public TimeSpan Waits => conversation.Plans.Max(pair => pair.Plan.Baseline.Elapsed);

    /// <summary>
    /// Has its sessions run in memory before it: to compare with them, or to know how long they wait. A crowd waits for what the machine gives it, which memory cannot tell; how long
    /// sessions without faults wait is known.
    /// </summary>
    /// <returns>The part that runs them; null when there is none.</returns>
    public RehearsalPart? Rehearse() => Rehearsal = UsesSockets && law is not (CrowdLaw or CompletesLaw)
        ? new RehearsalPart(Law, Subject, () => Sessions().Where(at => at.Broken is null).Select(at => at.Spec with { Transport = TransportKind.Memory }), law is ParityLaw) : null;

    protected override IEnumerable<string> FaultNames => _spec is null ? [] : _spec.Faults.Count == 0 ? ["none"] : _spec.Faults.Select(rule => rule.Fault.Kind.Name).Distinct();

    protected override SessionSpec? Example => _isShort ? _spec : null;

    protected override void RunCases(CancellationToken cancellationToken)
    {
        (_at, _values) = (0, null);
        foreach (var (spec, broken) in Sessions())
        {
            if (broken is not null)
            {
                Take(Judgement.Unsupported($"the conversation does not complete without faults: {broken}"));
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            NextCase();
            _spec = spec;
            if (IsWorthItsTime(spec) && !Take(Judge(spec)))
            {
                return;
            }

            _at++;
        }
    }

    protected override void Find(long number) => _spec = Sessions().Where(at => at.Broken is null).Skip((int)number).Select(at => at.Spec).FirstOrDefault();

    /// <summary>The sessions, in order; for a conversation that cannot be judged, one that says why.</summary>
    IEnumerable<(SessionSpec Spec, string? Broken)> Sessions()
    {
        foreach (var (plan, broken) in conversation.Plans)
        {
            if (plan.IsCombined && law is not CompletesLaw)
            {
                continue;
            }

            if (broken is not null && (UsesSockets || !law.StandsAlone))
            {
                yield return (plan.Spec, broken);
                continue;
            }

            foreach (var spec in UsesSockets ? OverSockets(plan) : law.Cases(plan))
            {
                yield return (spec, null);
            }
        }
    }

    IEnumerable<SessionSpec> OverSockets(SessionPlan plan) => law.OverSockets(plan).Where(spec => law.FillsMachine(spec) == FillsMachine).Take(MostOverSockets(plan))
        .Select(spec => law is ParityLaw ? spec : spec with { Transport = conversation.Sockets });

    protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, _spec, null, default);

    static string SubjectOf(ConversationPlan conversation, PartPlace place) => $"conversation {conversation.Name}{place switch
    {
        PartPlace.Memory => "",
        PartPlace.Sockets => $" over {TransportKinds.Format(conversation.Sockets)}",
        _ => $" by as many as there may be over {TransportKinds.Format(conversation.Sockets)}",
    }}";

    /// <summary>
    /// How many sessions over sockets, where time is not skipped, are worth their time. One that waits for long is seen once by the laws without faults, but not with several
    /// samples at once; one that waits for longer than it may, only by the law that says so.
    /// </summary>
    int MostOverSockets(SessionPlan plan)
    {
        var lasts = plan.Baseline.Elapsed;
        var affordable = (int)Math.Min(int.MaxValue, Budget.Ticks / Math.Max(1, lasts.Ticks));
        return law is ParityLaw || (law is CompletesLaw && lasts <= plan.Spec.Limits.RealTime && !plan.IsCombined) ? Math.Max(1, affordable) : affordable;
    }

    /// <summary>Under a fault a session may wait for much longer than without: for a timer that sends again what was lost.</summary>
    bool IsWorthItsTime(SessionSpec spec)
    {
        if (law is ParityLaw or CompletesLaw || Rehearsal is not { } rehearsal || _at >= rehearsal.Waits.Count || rehearsal.Waits[_at] is not { } waits)
        {
            return true;
        }

        if (!ReferenceEquals(_values, spec.Values))
        {
            (_values, _left) = (spec.Values, Budget);
        }

        var isWorth = _left > TimeSpan.Zero && waits <= spec.Limits.RealTime / LongestPart;
        _left -= isWorth ? waits : TimeSpan.Zero;
        return isWorth;
    }

    /// <summary>A failure is replayed before it is reported.</summary>
    Judgement Judge(SessionSpec spec)
    {
        var (judgement, result) = law is ParityLaw parity && Rehearsal is { } rehearsal && _at < rehearsal.Results.Count ? parity.Try(rehearsal.Results[_at], spec.Transport) : law.Try(spec);
        _isShort = spec.Transport == TransportKind.Memory && result.Steps <= EventText.MaxSteps;
        if (judgement.Verdict != Verdict.Fail)
        {
            return judgement;
        }

        if (result.IsUncertain)
        {
            judgement = law.TryPatiently(spec).Judgement;
            if (judgement.Verdict != Verdict.Fail)
            {
                return judgement;
            }
        }

        return law is SameSeedLaw || law.TryPatiently(spec).Judgement.Verdict == Verdict.Fail
            ? judgement
            : judgement with { Verdict = Verdict.Flaky, Message = $"{judgement.Message}; replayed, it held" };
    }
}
