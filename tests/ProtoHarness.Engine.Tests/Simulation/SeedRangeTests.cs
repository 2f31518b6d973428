using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Simulation;

public sealed class SeedRangeTests
{
    [Theory]
    [InlineData("1..3", "1 2 3")]
    [InlineData("7..7", "7")]
    [InlineData("7", "7")]
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
    public void What_is_no_range_is_not_read(string text) => Assert.False(SeedRange.TryParse(text, out _));

    [Theory]
    [InlineData("1..1000")]
    [InlineData("5")]
    public void A_range_is_printed_as_it_is_written(string text)
    {
        Assert.True(SeedRange.TryParse(text, out var range));

        Assert.Equal(text, range.ToString());
    }
}
