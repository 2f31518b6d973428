using ProtoHarness.Testing.Schedules;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Schedules;

public class ScheduleExplorerTests
{
    public static TheoryData<ScheduleStrategy> Strategies => [.. Enum.GetValues<ScheduleStrategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Lost_update_is_found_replayed_and_shrunk_to_few_switches(ScheduleStrategy strategy)
    {
        var failure = ScheduleExplorer.Explore(LostUpdate, new() { Strategy = strategy }).Failure;
        Assert.NotNull(failure);
        Assert.InRange(failure.Deviations, 1, 2);
        Assert.Contains("lost update", failure.ToString());
        Assert.Contains($"ScheduleExplorer.Replay(scenario, \"{failure.Schedule}\")", failure.ToString());
        for (var i = 0; i < 3; i++)
            Assert.Equal(failure.Error.Message, ScheduleExplorer.Replay(LostUpdate, failure.Schedule).Failure!.Error.Message);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Lost_wake_up_is_a_deadlock_and_no_wall_clock_is_asked(ScheduleStrategy strategy)
    {
        var failure = ScheduleExplorer.Explore(LostWakeUp, new() { Strategy = strategy }).Failure;
        Assert.IsType<ScheduleDeadlockException>(failure?.Error);
        Assert.IsType<ScheduleDeadlockException>(ScheduleExplorer.Replay(LostWakeUp, failure.Schedule).Failure!.Error);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 6)]
    [InlineData(2, 14)]
    [InlineData(9, 20)]
    public void Exhaustive_search_counts_every_schedule_once(int bound, int expected)
    {
        var seen = new HashSet<string>();
        var report = ScheduleExplorer.Explore(
            async run =>
            {
                var order = new List<string>();
                await Task.WhenAll(run.Start("a", () => Twice("a")), run.Start("b", () => Twice("b")));
                Assert.True(seen.Add(string.Join(' ', order)), "no schedule comes twice");

                Task Twice(string name)
                {
                    order.Add($"{name}1");
                    run.Point("1");
                    order.Add($"{name}2");
                    run.Point("2");
                    order.Add($"{name}3");
                    return Task.CompletedTask;
                }
            },
            new() { Strategy = ScheduleStrategy.Exhaustive, PreemptionBound = bound });
        Assert.True(report.Exhausted);
        Assert.Null(report.Failure);
        Assert.Equal(expected, report.Runs);
        Assert.Equal(expected, seen.Count);
    }

    [Fact]
    public void Time_passes_only_when_nothing_can_run()
    {
        var report = ScheduleExplorer.Explore(async run =>
        {
            var timer = run.Start("timer", () => Task.Delay(TimeSpan.FromMinutes(5), run.Clock));
            for (var i = 0; i < 10; i++)
                run.Point("work");
            Assert.Equal(TimeSpan.Zero, run.Clock.Elapsed);
            await timer;
            Assert.Equal(TimeSpan.FromMinutes(5), run.Clock.Elapsed);
        });
        report.ThrowIfFailed();
    }

    [Fact]
    public void Clock_that_races_finds_a_deadline_that_is_too_near()
    {
        var options = new ExploreOptions { ClockRaces = true };
        Assert.Null(ScheduleExplorer.Explore(TooNear, options with { ClockRaces = false }).Failure);
        var failure = ScheduleExplorer.Explore(TooNear, options).Failure;
        Assert.IsType<OperationCanceledException>(failure?.Error);
        Assert.IsType<OperationCanceledException>(ScheduleExplorer.Replay(TooNear, failure.Schedule, options).Failure!.Error);

        static Task TooNear(ScheduleRun run)
        {
            var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1), run.Clock);
            run.Point("work");
            deadline.Token.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void Timer_that_comes_for_ever_does_not_hide_a_deadlock()
    {
        var failure = ScheduleExplorer.Explore(async run =>
        {
            await using var timer = run.Clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
            await new TaskCompletionSource().Task;
        }).Failure;
        Assert.IsType<ScheduleDeadlockException>(failure?.Error);
    }

    [Fact]
    public void Endless_loop_is_ended_by_the_limit_of_steps()
    {
        var failure = ScheduleExplorer.Explore(
            run =>
            {
                for (; ;)
                    run.Point("again");
            },
            new() { MaxSteps = 100 }).Failure;
        Assert.Contains("MaxSteps", failure?.Error.Message);
    }

    [Fact]
    public void Strand_that_blocks_its_thread_is_told()
    {
        using var never = new SemaphoreSlim(0);
        var failure = ScheduleExplorer.Explore(
            run =>
            {
                never.Wait(TestContext.Current.CancellationToken);
                return Task.CompletedTask;
            },
            new() { MaxRuns = 1, BlockedAfter = TimeSpan.FromMilliseconds(50), MaxShrinkRuns = 0 }).Failure;
        never.Release(2);
        Assert.Contains("blocks its thread", failure?.Error.Message);
    }

    [Fact]
    public void Standing_strands_of_a_failed_run_are_unwound()
    {
        var unwound = 0;
        ScheduleExplorer.Explore(
            async run =>
            {
                var standing = run.Start("stands", () =>
                {
                    try
                    {
                        run.Point("here");
                    }
                    finally
                    {
                        unwound++;
                    }

                    return Task.CompletedTask;
                });
                await Task.Yield();
                if (!standing.IsCompleted)
                    throw new InvalidOperationException("failed while the other stands");
            },
            new() { MaxRuns = 50 });
        Assert.True(unwound > 0);
    }

    [Property(MaxTest = 20)]
    public void Same_seed_explores_the_same(ulong seed)
    {
        var options = new ExploreOptions { Seed = seed, MaxRuns = 50 };
        Assert.Equal(Explored(), Explored());

        string? Explored() => ScheduleExplorer.Explore(LostUpdate, options).Failure?.ToString();
    }

    [Property]
    public void Schedule_survives_its_text(ulong seed, (byte Decision, byte Strand)[] deviations)
    {
        var schedule = new Schedule(seed, [.. deviations.Select(d => ((int)d.Decision, (int)d.Strand))]);
        var parsed = Schedule.Parse(schedule.ToString());
        Assert.Equal(schedule.Seed, parsed.Seed);
        Assert.Equal(schedule.Deviations, parsed.Deviations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s2/1/")]
    [InlineData("s1/x/")]
    [InlineData("s1/1/3")]
    [InlineData("s1/1/3>a")]
    public void Text_that_is_no_schedule_is_refused(string text) =>
        Assert.Contains("is no schedule", Assert.Throws<FormatException>(() => ScheduleExplorer.Replay(LostUpdate, text)).Message);

    [Fact]
    public async Task Stress_reports_a_worker_that_hangs_and_one_that_throws()
    {
        var hangs = await Assert.ThrowsAsync<TimeoutException>(() => ThreadStress.RunAsync(
            3, 1, (n, _, stop) => n == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None) : Task.CompletedTask,
            TimeSpan.FromMilliseconds(100)));
        Assert.StartsWith("1 of 3 workers", hangs.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ThreadStress.RunAsync(
            3, 1, async (n, _, stop) =>
            {
                if (n == 2)
                    throw new InvalidOperationException("worker");
                await Task.CompletedTask;
            },
            TimeSpan.FromSeconds(10)));
    }

    static async Task LostUpdate(ScheduleRun run)
    {
        var count = 0;
        await Task.WhenAll(run.Start("a", Increment), run.Start("b", Increment), run.Start("c", Increment));
        if (count != 3)
            throw new InvalidOperationException($"lost update: {count}");

        Task Increment()
        {
            var read = count;
            run.Point("read");
            count = read + 1;
            return Task.CompletedTask;
        }
    }

    static async Task LostWakeUp(ScheduleRun run)
    {
        var ready = false;
        TaskCompletionSource? waiter = null;
        await Task.WhenAll(run.Start("waiter", Wait), run.Start("setter", Set));

        async Task Wait()
        {
            if (ready)
                return;
            run.Point("looked");
            waiter = new();
            await waiter.Task;
        }

        Task Set()
        {
            ready = true;
            run.Point("set");
            waiter?.SetResult();
            return Task.CompletedTask;
        }
    }
}
