using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>Makes the specification of a session smaller: takes the first smaller one that fails alike, and starts over, until none does.</summary>
sealed class SpecShrink(IFindingJudge judge, Finding finding, ShrinkBudget budget, ShrinkLog log)
{
    /// <summary>How many schedules are drawn for a smaller case, when the original needs one: the old decisions seldom fit it.</summary>
    const int Schedules = 4;

    string? _exception;

    public ShrinkResult Run(SessionSpec original)
    {
        if (Try(original with { KeepBytes = true }) is not { } first)
        {
            return new ShrinkResult(finding, budget.End ?? ShrinkEnd.DoesNotFail, budget.Runs, log.Changes);
        }

        var (spec, verdict) = first;
        _exception = TypeOf(verdict);
        while (Smaller(spec) is { } smaller)
        {
            (spec, verdict) = smaller;
        }

        if (spec.Schedule is { Count: > 0 })
        {
            (spec, verdict) = ScheduleShrink.Run(spec, verdict, Try, log);
            while (Smaller(spec) is { } smaller)
            {
                (spec, verdict) = smaller;
            }
        }

        var end = budget.End ?? ShrinkEnd.Minimal;
        return log.Changes.Count == 0
            ? new ShrinkResult(finding, end, budget.Runs, log.Changes)
            : new ShrinkResult(Finding.Of(finding.Law, verdict.Failure!, verdict.Result!, finding.Header.PluginHash), end, budget.Runs, log.Changes);
    }

    static string? TypeOf(FindingVerdict verdict) => verdict.Result is { } result ? StackMethods.Error(result)?.GetType().FullName : null;

    (SessionSpec Spec, FindingVerdict Verdict)? Smaller(SessionSpec spec)
    {
        foreach (var (axis, change, candidate) in SpecCandidates.Of(spec))
        {
            if (budget.End is not null)
            {
                return null;
            }

            // A drawn schedule draws a seed too, so a smaller seed is tried as it is.
            if ((axis == "seed" ? Try(candidate) : TryAnySchedule(candidate)) is { } found)
            {
                log.Add(axis, change);
                return found;
            }
        }

        return null;
    }

    (SessionSpec Spec, FindingVerdict Verdict)? TryAnySchedule(SessionSpec spec)
    {
        if (Try(spec) is { } found)
        {
            return found;
        }

        for (var i = 0; i < Schedules && spec.Schedule is { Count: > 0 }; i++)
        {
            var drawn = spec with { Schedule = null, ExploreSchedule = true, Seed = i == 0 ? spec.Seed : spec.Seed.Derive(i) };
            if (Try(drawn) is { } other)
            {
                // Written down as decisions, so that the seed does not decide the schedule any more.
                return (other.Spec with { Schedule = other.Verdict.Result!.Schedule, ExploreSchedule = false }, other.Verdict);
            }
        }

        return null;
    }

    (SessionSpec Spec, FindingVerdict Verdict)? Try(SessionSpec spec)
    {
        if (!budget.Take())
        {
            return null;
        }

        var verdict = judge.Judge(finding.Law, spec);
        return verdict.Failure is not null && verdict.Result is not null && (_exception is null || TypeOf(verdict) == _exception) ? (spec, verdict) : null;
    }
}
