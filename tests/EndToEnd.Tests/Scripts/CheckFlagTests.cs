namespace EndToEnd.Tests.Scripts;

/// <summary>What <c>check</c> can be told.</summary>
public sealed class CheckFlagTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("benign", "session/benign")]
    [InlineData("hostile", "session/hostile")]
    [InlineData("chaos", "session/hostile")]
    public async Task Profile_checks_drawn_faults_alone(string profile, string law)
    {
        var check = (await Tool.RunAsync(_folder.Root, "check", "length-prefix", "--profile", profile, "--effort", "0.2", "--no-color")).Ends(0);

        Assert.Contains($"PASS         {law}", check.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 1 laws held on 1 plugin.", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_seeds_are_checked_in_one_run()
    {
        var check = (await Tool.RunAsync(_folder.Root, "check", "length-prefix", "--on", "memory", "--filter", "session/half-close", "--effort", "0.2", "--seeds", "3..7", "--no-color")).Ends(0);

        Assert.Contains("(seeds 3..7)", check.Output, StringComparison.Ordinal);
        Assert.Contains("by 5 seeds", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7..3")]
    [InlineData("7")]
    public async Task Seeds_that_are_no_range_are_an_error_that_says_what_to_write(string seeds)
    {
        var check = (await Tool.RunAsync(_folder.Root, "check", "length-prefix", "--seeds", seeds)).Ends(2);

        Assert.Contains("write the first and the last of them, such as 1..1000; one alone is --seed", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_sockets_can_stand_for_tcp()
    {
        var check = (await Tool.RunAsync(_folder.Root, "check", "length-prefix", "--on", "unix", "--filter", "session/completes", "--effort", "0.2", "--no-color")).Ends(0);

        Assert.Contains("PASS         session/completes", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crowds=3", "did you mean 'crowd'?")]
    [InlineData("crowd=none", "write a whole number from 1")]
    [InlineData("crowd", "write NAME=VALUE")]
    public async Task Wrong_limit_is_an_error_that_says_what_to_write(string limit, string message)
    {
        var check = (await Tool.RunAsync(_folder.Root, "check", "length-prefix", "--limit", limit)).Ends(2);

        Assert.Contains(message, check.Errors, StringComparison.Ordinal);
    }
}
