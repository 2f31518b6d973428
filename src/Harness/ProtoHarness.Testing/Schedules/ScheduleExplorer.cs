namespace ProtoHarness.Testing.Schedules;

/// <summary>Runs asynchronous code again and again, each time in another order, until an order is found in which it fails.</summary>
public static class ScheduleExplorer
{
    /// <summary>Explores the schedules of a scenario. The first failure is shrunk to as few switches as possible.</summary>
    /// <param name="scenario">Called once a run; must make everything it uses anew. Fails by throwing, or by never ending.</param>
    /// <param name="options">How to search.</param>
    public static ScheduleReport Explore(Func<ScheduleRun, Task> scenario, ExploreOptions? options = null)
    {
        options ??= new();
        using var threads = new StrandThreads();
        var exhaustive = options.Strategy == ScheduleStrategy.Exhaustive ? new ExhaustivePolicy(options.PreemptionBound) : null;
        var longest = 16;
        for (var number = 0; number < options.MaxRuns; number++)
        {
            // An exhaustive search would find nothing twice if the scenario's own choices changed under it.
            var seed = exhaustive is null ? Mix(options.Seed + (ulong)number) : Mix(options.Seed);
            var choices = new Random(unchecked((int)Mix(seed)));
            var run = new ScheduleRun(options, seed, exhaustive ?? Policy(options, choices, longest), threads);
            if (run.Execute(scenario) is { } error)
                return new(number + 1, false, Shrink(scenario, options, threads, new(seed, run.Deviations), error));
            longest = Math.Max(longest, run.Decisions);
            if (exhaustive is not null && !exhaustive.MoveNext())
                return new(number + 1, true, null);
        }

        return new(options.MaxRuns, false, null);
    }

    /// <summary>Runs a scenario once under a schedule that <see cref="Explore"/> reported.</summary>
    /// <exception cref="FormatException">The text is no schedule.</exception>
    public static ScheduleReport Replay(Func<ScheduleRun, Task> scenario, string schedule, ExploreOptions? options = null)
    {
        var parsed = Schedule.Parse(schedule);
        using var threads = new StrandThreads();
        var (run, error) = Run(scenario, options ?? new(), threads, parsed);
        return new(1, false, error is null ? null : Failure(parsed, run, error, parsed.Deviations.Count));
    }

    static ScheduleFailure Shrink(
        Func<ScheduleRun, Task> scenario, ExploreOptions options, StrandThreads threads, Schedule found, Exception error)
    {
        var best = found.Deviations;
        var left = options.MaxShrinkRuns;

        // Leaving out ever smaller parts; what still fails in the same way is the new best.
        for (var size = Math.Max(1, best.Count / 2); best.Count > 0; size = Math.Max(1, size / 2))
        {
            var before = best.Count;
            for (var start = 0; start < best.Count && left > 0; left--)
            {
                var without = best.Take(start).Concat(best.Skip(start + size)).ToList();
                var (run, again) = Run(scenario, options, threads, found with { Deviations = without });
                if (again is not null && SameFailure(again, error) && run.Deviations.Count < best.Count)
                    best = run.Deviations;
                else
                    start += size;
            }

            if (left <= 0 || (size == 1 && best.Count == before))
                break;
        }

        // Once more, so that the report has what this schedule does, without choices that it never comes to.
        var (last, thrown) = Run(scenario, options, threads, found with { Deviations = best });
        return Failure(found with { Deviations = last.Deviations }, last, thrown ?? error, found.Deviations.Count);
    }

    static (ScheduleRun Run, Exception? Error) Run(
        Func<ScheduleRun, Task> scenario, ExploreOptions options, StrandThreads threads, Schedule schedule)
    {
        var run = new ScheduleRun(options, schedule.Seed, new ReplayPolicy(schedule.Deviations), threads);
        return (run, run.Execute(scenario));
    }

    static ScheduleFailure Failure(Schedule schedule, ScheduleRun run, Exception error, int foundWith) =>
        new(schedule.ToString(), error, schedule.Deviations.Count, foundWith, run.Trace);

    // The text's numbers may change while a schedule shrinks; the kind of failure may not.
    static bool SameFailure(Exception one, Exception other) =>
        one.GetType() == other.GetType() && WithoutNumbers(one.Message) == WithoutNumbers(other.Message);

    static string WithoutNumbers(string text) => string.Concat(text.Split('\n')[0].Where(c => !char.IsDigit(c)));

    static ISchedulePolicy Policy(ExploreOptions options, Random choices, int longest) => options.Strategy == ScheduleStrategy.Priorities
        ? new PriorityPolicy(choices, options.PriorityDepth, longest)
        : new RandomPolicy(choices);

    // SplitMix64: neighbouring seeds give unrelated runs.
    static ulong Mix(ulong seed)
    {
        var z = seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
