using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>Makes the specification of a session smaller: takes the first smaller one that fails alike, and starts over, until none does.</summary>
sealed class SpecShrink(IFindingJudge judge, Finding finding, ShrinkBudget budget, ShrinkLog log)
{
    /// <summary>How many schedules are drawn for a smaller case, when the original needs one: the old decisions seldom fit it.</summary>
    const int Schedules = 4;

    string? _class;

    public ShrinkResult Run(SessionSpec original)
    {
        if (Try(original with { KeepBytes = true }) is not { } first)
        {
            return new ShrinkResult(finding, budget.End ?? ShrinkEnd.DoesNotFail, budget.Runs, log.Changes);
        }

        var (spec, verdict) = first;
        _class = FailureClass.Of(verdict);
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

    /// <summary>All that a candidate can differ in but the schedule's decisions.</summary>
    static string Key(SessionSpec spec) => $"{spec}, {spec.Clients} clients, {spec.ExploreSchedule}, {spec.Schedule is null}";

    (SessionSpec Spec, FindingVerdict Verdict)? Smaller(SessionSpec spec)
    {
        foreach (var (axis, change, candidate) in SpecCandidates.Of(spec))
        {
            if (budget.End is not null)
            {
                return null;
            }

            if (judge.Fit(finding.Law, candidate) is not { } fitting || Key(fitting) == Key(spec))
            {
                continue;
            }

            // A drawn schedule draws a seed too, so a smaller seed is tried as it is.
            if ((axis == "seed" ? Try(fitting) : TryAnySchedule(fitting)) is { } found)
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
        return verdict.Failure is null || verdict.Result is null ? null
            : _class is null || (FailureClass.Of(verdict) == _class && judge.IsFair(finding.Law, spec)) ? (spec, verdict) : null;
    }
}
