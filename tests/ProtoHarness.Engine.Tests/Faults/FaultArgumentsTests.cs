using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Tests.Faults;

public sealed class FaultArgumentsTests
{
    [Theory]
    [InlineData("delay 1193h", null)]
    [InlineData("delay 1194h", "up to 1193h")]
    [InlineData("delay -1s", "'-1s' is no time for 'delay'")]
    [InlineData("backlog 1 9000000000h", "up to 1193h")]
    [InlineData("clock-jump -876000h @0", null)]
    [InlineData("clock-jump 876001h @0", "up to 876000h")]
    public void Times_are_refused_that_nobody_could_wait_or_that_no_date_could_be(string rule, string? error)
    {
        var refused = Record.Exception(() => FaultRule.Parse(rule));

        if (error is null)
        {
            Assert.Null(refused);
            return;
        }

        Assert.Contains(error, Assert.IsType<FormatException>(refused).Message, StringComparison.Ordinal);
    }
}
