using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Simulation;

public sealed class SeedRangeTests
{
    [Theory]
    [InlineData("1..3", "1 2 3")]
    [InlineData("7..7", "7")]
    [InlineData("18446744073709551614..18446744073709551615", "18446744073709551614 18446744073709551615")]
    public void A_range_has_its_ends_and_all_between_them(string text, string seeds)
    {
        Assert.True(SeedRange.TryParse(text, out var range));

        Assert.Equal(seeds, string.Join(' ', range.All()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3..1")]
    [InlineData("1..")]
    [InlineData("..3")]
    [InlineData("-1..3")]
    [InlineData("1...3")]
    [InlineData("7")]
    public void What_is_no_range_is_not_read(string text) => Assert.False(SeedRange.TryParse(text, out _));

    [Fact]
    public void A_range_is_printed_as_it_is_written_and_one_seed_as_a_seed()
    {
        Assert.True(SeedRange.TryParse("1..1000", out var range));

        Assert.Equal("1..1000", range.ToString());
        Assert.Equal("5", new SeedRange(new Seed(5), new Seed(5)).ToString());
    }
}
