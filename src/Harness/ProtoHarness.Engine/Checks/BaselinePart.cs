using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Checks;

/// <summary>The session without faults, from which the other sessions are planned.</summary>
sealed class BaselinePart(Conversation conversation, ParameterValues values, SessionSpec spec)
    : CheckPart(new CompletesLaw().Law, $"conversation {conversation.Name}")
{
    public Conversation Conversation { get; } = conversation;

    public ParameterValues Values { get; } = values;

    /// <summary>Whether its values are several samples at once.</summary>
    public bool IsCombined { get; init; }

    public SessionResult? Result { get; private set; }

    protected override void RunCases(CancellationToken cancellationToken)
    {
        NextCase();
        var law = new CompletesLaw();
        var (judgement, result) = law.Try(spec);
        if (judgement.Verdict == Verdict.Fail)
        {
            // All other laws hang on this session: a machine that was busy for a moment must not decide it.
            (judgement, result) = law.Try(spec with { Limits = spec.Limits with { Simulation = spec.Limits.Simulation.Patient() } });
        }

        if (Take(judgement) || !Abandoned)
        {
            Result = result;
        }
    }

    protected override void Find(long number)
    {
    }

    protected override string Name(string plugin) => $"{base.Name(plugin)} without faults {Values.Format(spec.Plugin.Options.Concat(Conversation.Parameters))}";

    protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, spec, null, default);
}
