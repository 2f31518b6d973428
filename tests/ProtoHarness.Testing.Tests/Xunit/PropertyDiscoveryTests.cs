using Xunit.v3;

namespace ProtoHarness.Testing.Tests.Xunit;

public class PropertyDiscoveryTests
{
    [Theory]
    [InlineData(nameof(Samples.Even_gamma), "gamma must be odd, and 456 is even")]
    [InlineData(nameof(Samples.Bad_replay), "the seed 'one' is no unsigned 64-bit number")]
    [InlineData(nameof(Samples.Too_many_shrinks), "MaxShrinks is 5000")]
    [InlineData(nameof(Samples.Generic), "A property cannot be generic")]
    [InlineData(nameof(Samples.Returns_text), "returns System.String, which cannot be tested")]
    [InlineData(nameof(Samples.By_reference), "is passed by reference")]
    public async Task Wrong_property_is_told_at_discovery(string sample, string why)
    {
        var error = Assert.IsType<ExecutionErrorTestCase>(await PropertyHost.Discover(typeof(Samples), sample));
        Assert.Contains(why, error.ErrorMessage);
    }

    [Fact]
    public async Task Property_is_one_test_case_with_its_name_and_place()
    {
        var found = await PropertyHost.Discover(typeof(Samples), nameof(Samples.Holds));
        Assert.Contains(nameof(Samples.Holds), found.TestCaseDisplayName);
        Assert.EndsWith("Samples.cs", found.SourceFilePath);
        Assert.True(found.SourceLineNumber > 0);
    }
}
