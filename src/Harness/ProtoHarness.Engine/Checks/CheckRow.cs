using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Checks;

/// <summary>What a check says of one law.</summary>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Law">The law.</param>
/// <param name="Verdict">The worst verdict of all its cases; UNSUPPORTED only when no case said anything.</param>
/// <param name="Cases">How many cases were judged.</param>
/// <param name="Unsupported">How many of them said nothing.</param>
/// <param name="Note">Why it is not PASS, when it is neither that nor FAIL; else empty.</param>
/// <param name="Failures">What broke it, the first of each subject.</param>
public sealed record CheckRow(string Plugin, Law Law, Verdict Verdict, int Cases, int Unsupported, string Note, IReadOnlyList<CheckFailure> Failures)
{
    /// <summary>How it fared under each kind of fault; empty for a codec.</summary>
    public IReadOnlyList<FaultTally> Faults { get; init; } = [];

    /// <summary>The row's id: <c>plugin/law</c>.</summary>
    public string Id => $"{Plugin}/{Law.Id}";

    /// <summary>What two seeds say of the law: the worse verdict, and UNSUPPORTED only when neither says anything.</summary>
    internal CheckRow And(CheckRow next)
    {
        var worse = Verdict == Verdict.Unsupported || (next.Verdict != Verdict.Unsupported && next.Verdict > Verdict) ? next : this;
        return worse with { Cases = Cases + next.Cases, Unsupported = Unsupported + next.Unsupported, Failures = [.. Failures, .. next.Failures], Faults = FaultTally.Sum(Faults.Concat(next.Faults)) };
    }

    /// <summary>The row with other failures, of which some may have turned out to be FLAKY.</summary>
    internal CheckRow With(IReadOnlyList<CheckFailure> failures) => failures.Count == 0 ? this : this with
    {
        Failures = failures,
        Verdict = Verdict == Verdict.HarnessError ? Verdict : failures.Max(failure => failure.Judgement.Verdict),
        Note = failures.Any(failure => failure.Judgement.Verdict == Verdict.Fail) ? Note : failures[0].Judgement.Message,
    };
}
