using ProtoHarness.SeededBugs.Pools;
using ProtoHarness.Testing.Schedules;

namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>Each planted bug is found by the law that it breaks, with a schedule that repeats it; without the bug the same search finds nothing.</summary>
public class SeededPoolBugTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static readonly Dictionary<PoolBug, (PoolSettings Settings, string Law)> Hunts = new()
    {
        [PoolBug.ReturnedTwice] = (new() { ReturnsTwice = 50 }, "never the same connection to two holders"),
        [PoolBug.HandOffLosesToCancellation] = (new() { MaxOpen = 1, Cancels = 60 }, "Deadlock"),
        [PoolBug.FactoryThrowsTwice] = (new() { ConnectFails = 40 }, "never above the cap"),
        [PoolBug.ExpiredHandedOut] = (
            new() { MaxOpen = 1, MaxLifetime = 3 * Second, HoldTime = 2 * Second }, "an expired connection is never handed out"),
        [PoolBug.CountBelowZero] = (new() { MaxOpen = 1, Renters = 1, Breaks = 50, ConnectFails = 50 }, "the count is never below zero"),
        [PoolBug.WaiterStarved] = (new() { MaxOpen = 1, Renters = 3, Rounds = 20 }, "waiters are served in order"),
        [PoolBug.ReturnWaitsForOpening] = (new() { ConnectTime = Second }, "returning never waits for another's opening"),
        [PoolBug.DoubleCloseLiftsCap] = (new() { Breaks = 50, ReturnsTwice = 50 }, "never above the cap"),
        [PoolBug.FailureWakesNobody] = (new() { MaxOpen = 1, ConnectFails = 50, Breaks = 30 }, "Deadlock"),
        [PoolBug.WaitsAfterLooking] = (new() { MaxOpen = 1, Renters = 2 }, "Deadlock"),
    };

    public static TheoryData<PoolBug> Bugs => [.. Hunts.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Planted_bug_is_found_replayed_and_not_found_without_it(PoolBug bug)
    {
        var (settings, law) = Hunts[bug];
        var failure = Hunt(settings, bug).Failure;
        Assert.NotNull(failure);
        Assert.StartsWith(law, failure.Error.Message);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bug}: {failure}");

        var again = ScheduleExplorer.Replay(PoolScenario.Of(settings, Make(bug)), failure.Schedule).Failure;
        Assert.NotNull(again);
        Assert.StartsWith(law, again.Error.Message);
        Assert.True(failure.Deviations <= failure.FoundWith);

        Hunt(settings, PoolBug.None).ThrowIfFailed();
    }

    static ScheduleReport Hunt(PoolSettings settings, PoolBug bug) =>
        ScheduleExplorer.Explore(PoolScenario.Of(settings, Make(bug)), new() { MaxRuns = 400 });

    static Func<ScheduleRun, ThingServer, PoolSettings, IPoolSubject> Make(PoolBug bug) =>
        (run, server, settings) => new SmallPool(run, server, settings, bug);
}
