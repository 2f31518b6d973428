using ProtoHarness.Testing.Schedules;

namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>The pool laws on the real pool, under many schedules.</summary>
public class PoolLawTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static readonly Dictionary<string, PoolSettings> Settings = new()
    {
        ["plain"] = new(),
        ["one connection, many renters"] = new() { MaxOpen = 1, Renters = 5, Rounds = 4 },
        ["cancellations"] = new() { MaxOpen = 1, Cancels = 60 },
        ["failing server"] = new() { ConnectFails = 40, Breaks = 30 },
        ["slow server"] = new() { ConnectTime = Second, ConnectFails = 20, HoldTime = Second },
        ["broken connections"] = new() { Breaks = 50, ReturnsTwice = 30 },
        ["short lives"] = new() { MaxLifetime = 3 * Second, HoldTime = Second, ConnectTime = Second },
        ["everything"] = new()
        {
            MaxOpen = 3, Renters = 6, Rounds = 4, Cancels = 25, ConnectFails = 20, Breaks = 20, ReturnsTwice = 20,
            ConnectTime = Second, HoldTime = Second, MaxLifetime = 5 * Second,
        },
    };

    public static TheoryData<string> Names => [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Laws_hold_under_random_schedules(string name) =>
        ScheduleExplorer.Explore(PoolScenario.Of(Settings[name], RealPool.Of), new() { MaxRuns = 250 }).ThrowIfFailed();

    [Theory]
    [MemberData(nameof(Names))]
    public void Laws_hold_under_priority_schedules(string name) =>
        ScheduleExplorer.Explore(
            PoolScenario.Of(Settings[name], RealPool.Of),
            new() { MaxRuns = 250, Strategy = ScheduleStrategy.Priorities }).ThrowIfFailed();

    [Theory]
    [MemberData(nameof(Names))]
    public void Laws_hold_when_time_passes_at_any_step(string name) =>
        ScheduleExplorer.Explore(
            PoolScenario.Of(Settings[name] with { ClockMayMove = true, MaxLifetime = Timeout.InfiniteTimeSpan }, RealPool.Of),
            new() { MaxRuns = 150, ClockRaces = true }).ThrowIfFailed();

    [Theory]
    [InlineData(1, 0, 3)]
    [InlineData(2, 0, 2)]
    [InlineData(1, 100, 1)]
    public void Laws_hold_under_every_schedule_of_a_small_scenario(int maxOpen, int cancels, int preemptions)
    {
        var settings = new PoolSettings { MaxOpen = maxOpen, Renters = 2, Rounds = 1, Cancels = cancels };
        var report = ScheduleExplorer.Explore(
            PoolScenario.Of(settings, RealPool.Of),
            new() { Strategy = ScheduleStrategy.Exhaustive, PreemptionBound = preemptions, MaxRuns = 30_000 });
        report.ThrowIfFailed();
        Assert.True(report.Exhausted, $"{report.Runs} schedules were not all there are");
    }

    [Fact]
    public void Same_seed_gives_the_same_run()
    {
        var scenario = PoolScenario.Of(Settings["everything"], RealPool.Of);
        var options = new ExploreOptions { MaxRuns = 20 };
        Assert.Equal(ScheduleExplorer.Explore(Fails(scenario), options).Failure!.Schedule, ScheduleExplorer.Explore(Fails(scenario), options).Failure!.Schedule);

        static Func<ScheduleRun, Task> Fails(Func<ScheduleRun, Task> scenario) => async run =>
        {
            await scenario(run);
            if (run.Random.Next(3) == 0)
                throw new InvalidOperationException("planted");
        };
    }
}
