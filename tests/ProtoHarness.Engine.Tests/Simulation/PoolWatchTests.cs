using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Simulation;

// What the pool's counters say is exact as long as nobody uses the pool but the session and whom a test lets use it: other tests do, in their own time.
[CollectionDefinition(nameof(PoolWatchTests), DisableParallelization = true)]
[Collection(nameof(PoolWatchTests))]
public class PoolWatchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Roles_on_the_thread_pool_are_neither_overtaken_by_time_nor_called_stuck(int blocked)
    {
        using var others = new OtherPoolWork(blocked, churning: 0);
        for (var i = 0UL; i < 60; i++)
        {
            var result = Run(i, new SimulationLimits().Patient());

            Assert.True(result.Completed, $"seed {i}: {result.End}; {string.Join("; ", result.Roles)}; {string.Join("; ", result.Waiting)}");
            Assert.True(result.ForeignPosts > 0);
        }
    }

    [Fact]
    public void What_a_busy_machine_may_have_caused_is_said_to_be_uncertain()
    {
        using var others = new OtherPoolWork(blocked: 1, churning: 4);
        for (var i = 0UL; i < 6; i++)
        {
            var result = Run(i, new SimulationLimits());

            Assert.True(result.Completed || result.IsUncertain, $"seed {i}: {result.End}; {string.Join("; ", result.Roles)}");
        }
    }

    [Fact]
    public void A_role_on_the_thread_pool_leaves_the_same_trace_every_time()
    {
        using var others = new OtherPoolWork(blocked: 1, churning: 0);
        for (var seed = 0UL; seed < 10; seed++)
        {
            Assert.Single(Enumerable.Range(0, 6).Select(_ => Run(seed, new SimulationLimits().Patient()).TraceHash).Distinct());
        }
    }

    [Fact]
    public void A_role_that_keeps_a_thread_is_left_behind_and_said_to_be_uncertain()
    {
        using var release = new ManualResetEventSlim();
        var limits = new SimulationLimits { PoolPatience = TimeSpan.FromMilliseconds(20) };
        var simulation = new Engine.Simulation.Simulation(new Seed(1), ScheduleSource.InOrder(), limits);
        var end = simulation.Run(simulation.Start(() => Task.Run(release.Wait)));
        release.Set();

        Assert.Equal(SimulationEnd.Quiescent, end);
        Assert.True(simulation.IsUncertain);
    }

    [Fact]
    public void A_deadlock_without_the_pool_is_certain()
    {
        var simulation = new Engine.Simulation.Simulation(new Seed(1), ScheduleSource.InOrder(), new SimulationLimits { PoolPatienceAtEnd = TimeSpan.FromMinutes(1) });

        Assert.Equal(SimulationEnd.Quiescent, simulation.Run(simulation.Start(() => new TaskCompletionSource().Task)));
    }

    static SessionResult Run(ulong seed, SimulationLimits limits) => SessionRunner.Run(new SessionSpec
    {
        Plugin = PooledPlugin.Definition,
        Conversation = PooledPlugin.Definition.Conversations[0],
        Transport = TransportKind.Memory,
        Seed = new Seed(seed),
        ExploreSchedule = true,
        Faults = FaultRule.Parse("* delay 5ms"),
        Limits = new SessionLimits { Simulation = limits },
    });
}
