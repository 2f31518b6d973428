using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Proxies;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Proxies;

public class FaultProxyTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Property(MaxTest = 25)]
    public async Task Bytes_pass_whole_and_in_order_under_every_benign_profile(ulong seed, byte[] bytes)
    {
        await using var proxy = new ProxyHarness(options => options with { Seed = new Seed(seed), Profile = Profile("benign") });
        Assert.Equal(bytes, await proxy.TalkAsync(bytes, Token));
        var report = await proxy.Report;
        Assert.Equal((bytes.Length, bytes.Length), (report.ToServer, report.ToClient));
        Assert.Equal(bytes, proxy.CameToServer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task Without_faults_everything_passes(int count)
    {
        var bytes = new byte[count];
        new Seed(5).NewRandom().NextBytes(bytes);
        await using var proxy = new ProxyHarness(options => options);
        Assert.Equal(bytes, await proxy.TalkAsync(bytes, Token));
        Assert.Equal("both sides ended", (await proxy.Report).End);
    }

    [Fact]
    public async Task Slow_reader_holds_up_the_writer_and_loses_nothing()
    {
        var bytes = new byte[4_000_000];
        new Seed(6).NewRandom().NextBytes(bytes);
        await using var proxy = new ProxyHarness(options => options with { Faults = FaultRule.Parse("C>S slow-reader 1MiB 1ms") });
        Assert.Equal(bytes, await proxy.TalkAsync(bytes, Token));
    }

    [Fact]
    public async Task Reset_is_a_real_one_and_is_receipted()
    {
        await using var proxy = new ProxyHarness(options => options with { Faults = FaultRule.Parse("S>C reset @5") });
        var error = await Assert.ThrowsAnyAsync<IOException>(() => proxy.TalkAsync(new byte[100], Token));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
        var report = await proxy.Report;
        Assert.Equal(1, Assert.Single(report.Receipts).Fired);
        Assert.Equal("reset by a fault", report.End);
    }

    [Fact]
    public async Task Half_close_is_an_end_after_the_bytes_before_it_and_the_answers_still_come()
    {
        await using var proxy = new ProxyHarness(options => options with { Faults = FaultRule.Parse("C>S half-close @7") });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await proxy.TalkAsync([1, 2, 3, 4, 5, 6, 7, 8, 9], Token));
        Assert.Equal(7, (await proxy.Report).ToServer);
    }

    [Fact]
    public async Task Truncation_ends_both_directions_and_lets_nothing_past_it()
    {
        byte[] bytes = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        await using var proxy = new ProxyHarness(options => options with { Faults = FaultRule.Parse("C>S truncate @7") });
        var back = await proxy.TalkAsync(bytes, Token);
        Assert.Equal(bytes[..back.Length], back);
        Assert.InRange(back.Length, 0, 7);
        Assert.Equal(7, (await proxy.Report).ToServer);
    }

    [Fact]
    public async Task Rule_for_one_connection_leaves_the_others_alone()
    {
        await using var proxy = new ProxyHarness(options => options with { Faults = FaultRule.Parse("C>S#2 overwrite @0 ff") });
        Assert.Equal([1], await proxy.TalkAsync([1], Token));
        Assert.Equal([255], await proxy.TalkAsync([1], Token));
        Assert.Equal([1], await proxy.TalkAsync([1], Token));
    }

    [Fact]
    public async Task Target_that_is_not_there_ends_the_connection_with_a_reason()
    {
        await using var proxy = new ProxyHarness(options => options, isTargetThere: false);
        var error = await Record.ExceptionAsync(() => proxy.TalkAsync([1], Token));
        Assert.True(error is IOException or SocketException, $"{error}");
        Assert.Contains("cannot be reached", (await proxy.Report).End, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_what_is_open()
    {
        await using var proxy = new ProxyHarness(options => options with { Faults = FaultRule.Parse("* stall @0") });
        using var socket = await proxy.ConnectAsync(Token);
        await proxy.Opening;
        await proxy.StopAsync();
        Assert.Equal("the proxy stopped", (await proxy.Report).End);
    }

    [Property]
    public void Profile_draws_the_same_for_the_same_seed_and_only_what_its_name_says(ulong seed, byte connection)
    {
        foreach (var profile in FaultProfile.All)
        {
            var rules = profile.Draw(new Seed(seed), connection + 1);
            Assert.Equal(rules.Select(rule => rule.ToString()), profile.Draw(new Seed(seed), connection + 1).Select(rule => rule.ToString()));
            Assert.True(profile.Name != "benign" || rules.All(rule => rule.Fault.Kind.IsBenign));
            Assert.True(profile.Name != "hostile" || rules.Count <= 1);
        }
    }

    static FaultProfile Profile(string name) => FaultProfile.All.Single(profile => profile.Name == name);
}
