using ProtoHarness.Engine.Measuring;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Tests.Sessions;
using ProtoHarness.Testing.Time;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Measuring;

public sealed class MeasurementTests
{
    static Measurement Of(params double[] latencies) => new("x", latencies, 1_000, 0, TimeSpan.Zero);

    [Fact]
    public void Percentiles_are_latencies_that_were_measured()
    {
        var hundred = Of([.. Enumerable.Range(1, 100).Reverse().Select(i => (double)i)]);

        Assert.Equal((50, 90, 99, 100), (hundred.Percentile(50), hundred.Percentile(90), hundred.Percentile(99), hundred.Percentile(100)));
        Assert.Equal(7, Of(7).Percentile(50));
        Assert.Equal(0, Of().Percentile(50));
    }

    [Fact]
    public void Rates_are_by_the_time_of_the_sessions() => Assert.Equal((2, 500), (Of(400_000, 600_000).PerSecond * 1, Of(1_500_000, 500_000).BytesPerSecond));

    [Property]
    public void Every_latency_is_in_one_class_of_the_histogram(FsCheck.NonEmptyArray<uint> latencies)
    {
        var classes = LatencyHistogram.Of(Of([.. latencies.Get.Select(latency => (double)latency)]));

        Assert.Equal(latencies.Get.Length, classes.Sum(part => part.Count));
        Assert.All(classes, part => Assert.Equal(2 * part.From, part.To));
        Assert.True(classes[0].Count > 0 && classes[^1].Count > 0);
    }

    [Fact]
    public void The_same_is_not_called_different_and_twice_as_slow_is()
    {
        var random = new Seed(3).NewRandom();
        var (first, second) = (Of([.. Enumerable.Range(0, 200).Select(_ => 1_000 + (random.NextDouble() * 100))]), Of([.. Enumerable.Range(0, 200).Select(_ => 1_000 + (random.NextDouble() * 100))]));
        var slower = Of([.. second.Latencies.Select(latency => 2 * latency)]);

        Assert.False(MedianRatio.Of(first, second, new Seed(1)).IsDifferent);
        var ratio = MedianRatio.Of(first, slower, new Seed(1));
        Assert.True(ratio.IsDifferent);
        Assert.InRange(ratio.Ratio, 1.9, 2.1);
        Assert.InRange(ratio.Ratio, ratio.Low, ratio.High);
        Assert.Equal(ratio, MedianRatio.Of(first, slower, new Seed(1)));
    }

    [Fact]
    public void So_many_sessions_are_measured_as_were_asked_for_and_one_at_least()
    {
        var spec = new SessionSpec { Plugin = EchoPlugin.Definition, Conversation = EchoPlugin.Definition.Conversations[0], Seed = new Seed(1) };
        var clock = new FakeTimeProvider();

        var measured = new SessionMeasuring(clock).Run(spec, runs: 5, warmUp: 2, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal((5, "echo echo on memory"), (measured.Runs, measured.Name));
        Assert.True(measured.Bytes > 0);
        Assert.Equal(1, new SessionMeasuring(clock).Run(spec, runs: 5, warmUp: 2, TimeSpan.Zero, TestContext.Current.CancellationToken).Runs);
    }
}
