using ProtoHarness.Testing.Time;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Time;

public class FakeTimeProviderTests
{
    [Property]
    public void Start_depends_on_the_seed_alone_and_is_far_from_now(ulong seed)
    {
        var start = new FakeTimeProvider(seed).GetUtcNow();
        Assert.Equal(start, new FakeTimeProvider(seed).GetUtcNow());
        Assert.InRange(start.Year, 1971, 2171);
    }

    [Property]
    public bool Different_seeds_start_at_different_dates(uint seed) =>
        new FakeTimeProvider(seed).Start != new FakeTimeProvider(seed + 1UL).Start;

    [Property]
    public void Timers_fire_in_order_of_due_time_then_of_creation(byte[] dueTimes)
    {
        var clock = new FakeTimeProvider();
        var fired = new List<(int Due, int Number)>();
        for (var i = 0; i < dueTimes.Length; i++)
        {
            var entry = ((int)dueTimes[i], i);
            clock.CreateTimer(_ => fired.Add(entry), null, TimeSpan.FromSeconds(dueTimes[i]), Timeout.InfiniteTimeSpan);
        }

        clock.Advance(TimeSpan.FromSeconds(255));
        Assert.Equal(dueTimes.Select((due, i) => ((int)due, i)).Order(), fired);
        Assert.Equal(0, clock.PendingTimers);
    }

    [Property]
    public void Advancing_in_steps_fires_the_same_as_advancing_at_once(byte[] dueTimes, byte[] steps)
    {
        Assert.Equal(Fired(dueTimes, [steps.Sum(step => step)]), Fired(dueTimes, [0, .. steps.Select(step => (int)step)]));

        static List<(int, TimeSpan)> Fired(byte[] dueTimes, int[] steps)
        {
            var clock = new FakeTimeProvider(3);
            var fired = new List<(int, TimeSpan)>();
            for (var i = 0; i < dueTimes.Length; i++)
            {
                var number = i;
                clock.CreateTimer(
                    _ => fired.Add((number, clock.Elapsed)), null, TimeSpan.FromSeconds(dueTimes[i]), TimeSpan.FromSeconds(1 + (i % 3)));
            }

            foreach (var step in steps)
                clock.Advance(TimeSpan.FromSeconds(step));
            return fired;
        }
    }

    [Fact]
    public void Timer_sees_its_own_due_time_and_may_make_another()
    {
        var clock = new FakeTimeProvider();
        var seen = new List<TimeSpan>();
        clock.CreateTimer(
            _ =>
            {
                seen.Add(clock.Elapsed);
                clock.CreateTimer(_ => seen.Add(clock.Elapsed), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)], seen);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.Elapsed);
    }

    [Fact]
    public void Due_time_is_kept_exactly_at_the_boundary()
    {
        var clock = new FakeTimeProvider();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromTicks(100), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromTicks(99));
        Assert.Equal(0, fired);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void Changed_timer_fires_at_its_new_time_and_a_disposed_one_never()
    {
        var clock = new FakeTimeProvider();
        var fired = new List<string>();
        var changed = clock.CreateTimer(_ => fired.Add("changed"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var disposed = clock.CreateTimer(_ => fired.Add("disposed"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Assert.True(changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan));
        disposed.Dispose();
        Assert.False(disposed.Change(TimeSpan.Zero, TimeSpan.Zero));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(fired);
        Assert.True(clock.AdvanceToNextTimer());
        Assert.Equal(["changed"], fired);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.Elapsed);
        Assert.False(clock.AdvanceToNextTimer());
    }

    [Fact]
    public void Timer_that_rearms_itself_without_delay_is_found()
    {
        var clock = new FakeTimeProvider();
        ITimer? timer = null;
        timer = clock.CreateTimer(_ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Assert.Contains("re-arms itself", Assert.Throws<InvalidOperationException>(() => clock.Advance(TimeSpan.FromSeconds(1))).Message);
    }

    [Fact]
    public async Task Delays_and_deadlines_follow_the_fake_clock()
    {
        var clock = new FakeTimeProvider();
        var delay = Task.Delay(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken);
        using var deadline = new CancellationTokenSource(TimeSpan.FromHours(2), clock);
        clock.Advance(TimeSpan.FromHours(1));
        await delay;
        Assert.False(deadline.IsCancellationRequested);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(deadline.IsCancellationRequested);
    }

    [Fact]
    public void Clock_does_not_go_back() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FakeTimeProvider().Advance(TimeSpan.FromTicks(-1)));
}
