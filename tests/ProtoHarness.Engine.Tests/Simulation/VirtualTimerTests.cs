using ProtoHarness.Engine.Simulation;
using ProtoHarness.Testing.Time;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Simulation;

/// <summary>A role's timers are the machine's in production: what those refuse, no clock of ours may take.</summary>
public sealed class VirtualTimerTests
{
    static readonly long[] Edges =
    [
        0, 1, -1, TimeSpan.TicksPerMillisecond - 1, -TimeSpan.TicksPerMillisecond, -TimeSpan.TicksPerMillisecond - 1, (-2 * TimeSpan.TicksPerMillisecond) + 1, -2 * TimeSpan.TicksPerMillisecond,
        0xFFFF_FFFE * TimeSpan.TicksPerMillisecond, (0xFFFF_FFFF * TimeSpan.TicksPerMillisecond) - 1, 0xFFFF_FFFF * TimeSpan.TicksPerMillisecond, long.MaxValue, long.MinValue,
    ];

    [Property]
    public void Spans_are_refused_that_the_machines_timers_refuse(byte due, byte period, long otherDue, long otherPeriod)
    {
        var (first, second) = (Span(due, otherDue), Span(period, otherPeriod));
        var expected = Refused(TimeProvider.System, first, second);
        using var simulation = new ProtoHarness.Engine.Simulation.Simulation(new Seed(1), ScheduleSource.InOrder(), new SimulationLimits());

        Assert.Equal(expected, Refused(simulation.Time, first, second));
        Assert.Equal(expected, Refused(new FakeTimeProvider(), first, second));

        static TimeSpan Span(byte edge, long other) => new(edge < Edges.Length * 10 ? Edges[edge % Edges.Length] : other);
    }

    [Theory]
    [InlineData(-2 * TimeSpan.TicksPerMillisecond + 1, 0)]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    public void Fractions_of_a_millisecond_count_as_they_do_for_the_machines_timers(long due, int expected)
    {
        var fired = 0;
        using var simulation = new ProtoHarness.Engine.Simulation.Simulation(new Seed(1), ScheduleSource.InOrder(), new SimulationLimits());
        var fake = new FakeTimeProvider();
        var fakeFired = 0;

        using var timer = simulation.Time.CreateTimer(_ => fired++, null, new TimeSpan(due), TimeSpan.FromTicks(5));
        using var fakeTimer = fake.CreateTimer(_ => fakeFired++, null, new TimeSpan(due), TimeSpan.FromTicks(5));
        simulation.Run(new TaskCompletionSource().Task);
        fake.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((expected, expected), (fired, fakeFired));
    }

    /// <summary>What is refused, when it is made and when it is changed; with a due time that does not come within the test.</summary>
    static (string? Made, string? Changed) Refused(TimeProvider time, TimeSpan due, TimeSpan period)
    {
        using var other = time.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return (Parameter(() => time.CreateTimer(_ => { }, null, due, period).Dispose()), Parameter(() => other.Change(due, period)));

        static string? Parameter(Action act) => Record.Exception(act) switch
        {
            null => null,
            ArgumentOutOfRangeException e => e.ParamName,
            var e => e.GetType().Name,
        };
    }
}
