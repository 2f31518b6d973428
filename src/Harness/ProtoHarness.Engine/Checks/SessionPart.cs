using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Checks;

/// <summary>One law on one conversation, in memory or over tcp.</summary>
sealed class SessionPart(SessionLaw law, ConversationPlan conversation, bool overTcp)
    : CheckPart(law.Law, $"conversation {conversation.Name}{(overTcp ? " over tcp" : "")}")
{
    SessionSpec? _spec;

    public override bool UsesSockets => overTcp;

    public override void Run(CancellationToken cancellationToken)
    {
        foreach (var (plan, broken) in conversation.Plans)
        {
            if (broken is not null && !law.StandsAlone)
            {
                Take(Judgement.Unsupported($"the conversation does not complete without faults: {broken}"));
                continue;
            }

            foreach (var spec in law.Cases(plan))
            {
                if (UsesTcp(spec) != overTcp)
                {
                    continue;
                }

                cancellationToken.ThrowIfCancellationRequested();
                Heartbeat.Current?.Beat();
                _spec = spec;
                if (!Take(Confirm(spec, law.Try(spec).Judgement)))
                {
                    return;
                }
            }
        }
    }

    protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, _spec, null, default);

    bool UsesTcp(SessionSpec spec) => law is ParityLaw || spec.Transport == TransportKind.Tcp;

    /// <summary>A failure is replayed before it is reported.</summary>
    Judgement Confirm(SessionSpec spec, Judgement judgement)
    {
        if (judgement.Verdict != Verdict.Fail)
        {
            return judgement;
        }

        var again = law.Try(spec).Judgement;
        return again.Verdict == Verdict.Fail ? judgement
            : law is SameSeedLaw ? judgement
            : judgement with { Verdict = Verdict.Flaky, Message = $"{judgement.Message}; replayed, it held" };
    }
}
