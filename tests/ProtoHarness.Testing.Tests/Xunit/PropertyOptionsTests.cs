using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Xunit;

public class PropertyOptionsTests
{
    [Theory]
    [InlineData(typeof(PrecedenceSamples), nameof(PrecedenceSamples.Takes_from_class), 11, true, "(1,3)")]
    [InlineData(typeof(PrecedenceSamples), nameof(PrecedenceSamples.Own_values_win), 11, false, "(2,5,4)")]
    [InlineData(typeof(PrecedenceSamples.Inner), nameof(PrecedenceSamples.Inner.Takes_from_nearest), 5, true, "(1,3)")]
    public void Nearest_set_value_wins(Type sample, string method, int maxTest, bool verbose, string replay)
    {
        var found = sample.GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        var options = PropertyOptions.For(found, sample);
        Assert.Equal((maxTest, verbose, replay), (options.MaxTest, options.Verbose, options.Replay));
    }

    [Theory]
    [InlineData(nameof(PrecedenceSamples.Takes_from_class))]
    [InlineData(nameof(PrecedenceSamples.Own_values_win))]
    [InlineData(nameof(PrecedenceSamples.Earlier_type_wins))]
    [InlineData(nameof(PrecedenceSamples.Injected_arbitrary))]
    public async Task Nearest_and_earliest_arbitrary_generates(string method) =>
        Assert.Equal("passed", (await PropertyHost.Run<PrecedenceSamples>(method)).Verdict);

    [Fact]
    public async Task Enclosing_class_lends_its_arbitraries() =>
        Assert.Equal("passed", (await PropertyHost.Run<PrecedenceSamples.Inner>(nameof(PrecedenceSamples.Inner.Takes_from_nearest))).Verdict);

    [Fact]
    public async Task Type_without_arbitraries_is_an_error()
    {
        var outcome = await PropertyHost.Run<PrecedenceSamples>(nameof(PrecedenceSamples.No_instances));
        Assert.Equal("failed", outcome.Verdict);
        Assert.Contains(outcome.Messages, message => message.Contains("No instances found on type", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("(1,3)", 1UL, 3UL, null)]
    [InlineData("1,3", 1UL, 3UL, null)]
    [InlineData("(18446744073709551615,18446744073709551615,42)", ulong.MaxValue, ulong.MaxValue, 42)]
    [InlineData(" 7 , 9 , 0 ", 7UL, 9UL, 0)]
    public void Replay_is_read_with_and_without_parentheses(string text, ulong seed, ulong gamma, int? size)
    {
        var replay = ReplayText.Parse(text);
        Assert.Equal(new Rnd(seed, gamma), replay.Rnd);
        Assert.Equal(size, replay.Size is null ? null : replay.Size.Value);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1,3,4,5")]
    [InlineData("-1,3")]
    [InlineData("1,2")]
    [InlineData("1,3,x")]
    [InlineData("1,3,4294967295")]
    public void Replay_that_cannot_be_read_is_refused(string text) =>
        Assert.Contains("Expected \"(seed,gamma)\"", Assert.Throws<FormatException>(() => ReplayText.Parse(text)).Message);

    [Fact]
    public void Defaults_are_those_of_FsCheck()
    {
        var attribute = new PropertyAttribute();
        Assert.Equal((100, 1000, 1, 100), (attribute.MaxTest, attribute.MaxRejected, attribute.StartSize, attribute.EndSize));
        Assert.Equal((null, false, false, 0), (attribute.Replay, attribute.Verbose, attribute.QuietOnSuccess, attribute.Arbitrary.Length));
    }
}
