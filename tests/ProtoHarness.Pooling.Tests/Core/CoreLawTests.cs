using ProtoHarness.Pooling.Core;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Pooling.Tests.Core;

/// <summary>The pool laws on the core alone: any sequence of events, checked after each.</summary>
public class CoreLawTests
{
    [Property(MaxTest = 2000, EndSize = 200)]
    public void Every_law_holds_after_every_event(byte shape, CoreStep[] steps) => Live(Limits(shape, resolution: 0), steps);

    [Property(MaxTest = 2000, EndSize = 200)]
    public void Every_law_holds_when_the_time_is_told_only_now_and_then(byte shape, CoreStep[] steps) => Live(Limits(shape, resolution: 4), steps);

    [Property(MaxTest = 500, EndSize = 200)]
    public void Every_law_holds_without_any_limit_of_time(byte shape, CoreStep[] steps) =>
        Live(Limits(shape, resolution: 0) with { IdleTimeout = PoolLimits.Never, MaxLifetime = PoolLimits.Never, PingAfter = PoolLimits.Never }, steps);

    [Property(MaxTest = 200)]
    public void Slots_are_used_again_for_ever(byte rounds)
    {
        var driver = new CoreDriver(Limits(0, resolution: 0));
        for (var i = 0; i < rounds; i++)
        {
            driver.Rent(long.MaxValue);
            while (driver.UnderWay > 0)
                driver.End(0, well: true);
            Assert.Equal((1, 0), (driver.Leases, driver.Queue));
            driver.Return(0, broken: i % 3 == 0);
        }

        driver.Finish();
    }

    static void Live(PoolLimits limits, CoreStep[] steps)
    {
        var driver = new CoreDriver(limits);
        foreach (var step in steps)
            step.Play(driver);
        driver.Finish();
    }

    static PoolLimits Limits(byte shape, long resolution)
    {
        var maxOpen = 1 + (shape % 4);
        return new(
            MaxOpen: maxOpen,
            MaxIdle: maxOpen - (shape / 4 % 2 * maxOpen / 2),
            InitialOpen: maxOpen / 2,
            MaxWaiters: shape % 3 == 0 ? 2 : int.MaxValue,
            IdleTimeout: 30,
            MaxLifetime: 100,
            PingAfter: (shape / 16 % 3) switch { 0 => PoolLimits.Never, 1 => 0, _ => 10 },
            Resolution: resolution,
            Order: shape < 128 ? IdleOrder.Lifo : IdleOrder.Fifo);
    }
}
