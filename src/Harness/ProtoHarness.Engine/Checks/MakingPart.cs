using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Checks;

/// <summary>Makes a finding of one failure, watched like any other part: the plugin runs again, and smaller cases of it for the first time.</summary>
sealed class MakingPart(Law law, CheckFailure failure, CodecSubject subject, MakeOptions options) : CheckPart(law, failure.Subject)
{
    /// <summary>The failure as it was seen.</summary>
    public CheckFailure Original { get; } = failure;

    /// <summary>The failure, with its finding once there is one.</summary>
    public CheckFailure Failed { get; private set; } = failure;

    public override bool UsesSockets => Failed.Session is { Transport: not TransportKind.Memory } || Law.Id == new ParityLaw().Law.Id;

    protected override void RunCases(CancellationToken cancellationToken)
    {
        var failed = Failed;
        var maker = new FindingMaker(LawJudge.Instance, options);
        var message = failed.Judgement.Message;
        MadeFinding? made;
        try
        {
            made = Make(maker, failed, message, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The verdict stands; what is told of it is less.
            Failed = failed with { Problem = $"no finding could be made of it: {e.GetType().Name}: {e.Message}" };
            return;
        }

        if (made is null || Abandoned)
        {
            return;
        }

        var verdict = made.IsReproducible || failed.IsFinal || failed.Judgement.Verdict != Verdict.Fail ? failed.Judgement
            : failed.Judgement with { Verdict = Verdict.Flaky, Message = $"{message}; replayed, it failed {made.Finding.Header.Failed} of {made.Finding.Header.Runs} times" };
        Failed = failed with { Made = made, Judgement = verdict };
    }

    /// <summary>Making it ended the process, which the failure itself did not: it is kept as it was seen.</summary>
    protected override void Find(long number)
    {
        var failed = Failed;
        Failed = failed with { Made = Make(new FindingMaker(LawJudge.Instance, options), failed with { IsBlocked = true }, failed.Judgement.Message, CancellationToken.None) };
    }

    protected override string Name(string plugin) => $"{base.Name(plugin)} made smaller";

    protected override CheckFailure Failure(Judgement judgement) => Failed;

    static MadeFinding Blocked(Finding finding) => new(finding.With(finding.Header with { Failed = 1, Runs = 1 }), true, null, [], 1);

    MadeFinding? Make(FindingMaker maker, CheckFailure failed, string message, CancellationToken cancellationToken) => failed switch
    {
        { Judgement.Verdict: Verdict.HarnessError } => null,

        // Running it again would block again, or end this process too.
        { IsFinal: true, Session: { } spec } => Blocked(Finding.Of(Law.Id, message, spec, options.PluginHash)),
        { Session: { } spec } => maker.Make(Law, message, spec, cancellationToken),
        { Codec: { } codec, IsFinal: false } => maker.Make(Law, message, subject, codec, failed.Input, cancellationToken),
        { Codec: { } codec } => Blocked(Finding.Of(Law.Id, message, subject, codec, failed.Input, options.PluginHash)),
        _ => null,
    };
}
