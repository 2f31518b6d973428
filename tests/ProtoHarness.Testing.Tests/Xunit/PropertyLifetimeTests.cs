namespace ProtoHarness.Testing.Tests.Xunit;

public class PropertyLifetimeTests
{
    [Fact]
    public async Task One_instance_serves_all_runs_and_is_disposed()
    {
        LifetimeSamples.Log.Value = [];
        var outcome = await PropertyHost.Run<LifetimeSamples>(nameof(LifetimeSamples.Runs));
        Assert.Equal("passed", outcome.Verdict);
        Assert.Equal(["made", "initialized", "run", "run", "run", "disposed"], LifetimeSamples.Log.Value);
    }

    [Fact]
    public async Task Instance_of_a_failing_property_is_disposed_too()
    {
        LifetimeSamples.Log.Value = [];
        var outcome = await PropertyHost.Run<LifetimeSamples>(nameof(LifetimeSamples.Fails));
        Assert.Equal("failed", outcome.Verdict);
        Assert.Equal(["made", "initialized", "run", "disposed"], LifetimeSamples.Log.Value);
    }
}
