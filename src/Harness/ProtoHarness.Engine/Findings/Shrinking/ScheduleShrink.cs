using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>Makes a schedule smaller: fewer decisions, then fewer that are not 0, by halves (delta debugging).</summary>
static class ScheduleShrink
{
    public static (SessionSpec Spec, FindingVerdict Verdict) Run(
        SessionSpec spec, FindingVerdict verdict, Func<SessionSpec, (SessionSpec Spec, FindingVerdict Verdict)?> attempt, ShrinkLog log)
    {
        var best = (Spec: spec, Verdict: verdict);
        var decisions = spec.Schedule!.ToArray();

        bool Try(int[] candidate)
        {
            if (attempt(best.Spec with { Schedule = candidate, ExploreSchedule = false }) is not { } found)
            {
                return false;
            }

            best = found;
            decisions = candidate;
            log.Add("schedule", $"{candidate.Count(d => d != 0)} decisions that are not 0, of {candidate.Length}");
            return true;
        }

        // What lies past the end is decided by 0, so the shortest prefix that fails is found by halving.
        for (var cut = decisions.Length / 2; cut > 0; cut /= 2)
        {
            while (decisions.Length >= cut && cut > 0 && decisions.Length > 0 && Try(decisions[..^cut]))
            {
            }
        }

        for (var size = Math.Max(1, decisions.Length / 2); size > 0; size /= 2)
        {
            for (var start = 0; start < decisions.Length; start += size)
            {
                var end = Math.Min(decisions.Length, start + size);
                if (decisions.AsSpan(start, end - start).ContainsAnyExcept(0))
                {
                    var candidate = decisions.ToArray();
                    candidate.AsSpan(start, end - start).Clear();
                    Try(candidate);
                }
            }
        }

        return best;
    }
}
