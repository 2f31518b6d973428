namespace ProtoHarness.Plugins.Smux.Tests;

public class KeepAliveTests
{
    static readonly SmuxConfig Config = new() { KeepAliveInterval = TimeSpan.FromSeconds(1), KeepAliveTimeout = TimeSpan.FromSeconds(3) };

    static List<double> Run(SmuxSessionCore core, double until)
    {
        var nops = new List<double>();
        while (core.NextDue is { } due && due.TotalSeconds <= until)
        {
            core.Advance(due);
            nops.AddRange(core.TakeFrames().Select(_ => due.TotalSeconds));
        }

        return nops;
    }

    [Fact]
    public void Keep_alive_goes_out_every_interval_and_a_silent_peer_is_given_up_after_the_timeout()
    {
        using var core = new SmuxSessionCore(Config, isClient: true);
        Assert.Equal([1.0, 2.0], Run(core, 2.9));
        Assert.Null(core.Fault);
        Run(core, 3);
        Assert.Equal(SmuxError.KeepAliveTimeout, core.Fault?.Error);
        Assert.Contains(nameof(SmuxConfig.KeepAliveTimeout), core.Fault!.Message);
    }

    [Fact]
    public void One_frame_carries_over_one_timeout_and_not_two()
    {
        using var core = new SmuxSessionCore(Config, isClient: true);
        core.Feed(Wire.Nop());
        Run(core, 5.9);
        Assert.Null(core.Fault);
        Run(core, 6);
        Assert.Equal(SmuxError.KeepAliveTimeout, core.Fault?.Error);
    }

    [Fact]
    public void Session_that_does_not_read_does_not_miss_its_peer()
    {
        using var core = new SmuxSessionCore(Config with { MaxReceiveBuffer = 10, MaxStreamBuffer = 10 }, isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Psh(3, new byte[10]));
        Run(core, 100);
        Assert.Null(core.Fault);
        core.ReadAll(channel);
        Run(core, 103);
        Assert.NotNull(core.Fault);
    }

    [Fact]
    public void Disabled_keep_alive_is_never_due()
    {
        using var core = new SmuxSessionCore(new SmuxConfig { KeepAliveDisabled = true }, isClient: true);
        Assert.Null(core.NextDue);
        core.Advance(TimeSpan.FromDays(1));
        Assert.False(core.HasOutput);
    }

    [Fact]
    public void Late_clock_sends_one_keep_alive_and_keeps_the_beat()
    {
        using var core = new SmuxSessionCore(Config, isClient: true);
        core.Feed(Wire.Nop());
        core.Advance(TimeSpan.FromSeconds(7.5));
        Assert.Equal(["NOP 0"], core.TakeFrames());
        Assert.Equal(TimeSpan.FromSeconds(8), core.NextDue);
    }
}
