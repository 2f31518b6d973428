namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>The settings have the original's names, defaults and checks, in its order (docs/wire/smux.md, section 8).</summary>
public class ConfigTests
{
    [Fact]
    public void Defaults_are_those_of_the_original()
    {
        var config = new SmuxConfig();
        Assert.Equal(1, config.Version);
        Assert.False(config.KeepAliveDisabled);
        Assert.Equal(TimeSpan.FromSeconds(10), config.KeepAliveInterval);
        Assert.Equal(TimeSpan.FromSeconds(30), config.KeepAliveTimeout);
        Assert.Equal(32_768, config.MaxFrameSize);
        Assert.Equal(4_194_304, config.MaxReceiveBuffer);
        Assert.Equal(65_536, config.MaxStreamBuffer);
        Assert.Equal((1024, 262_144), (SmuxConfig.AcceptBacklog, SmuxConfig.InitialPeerWindow));
        Assert.Same(config, config.Verify());
    }

    public static TheoryData<string, SmuxConfig> Refused => new()
    {
        { nameof(SmuxConfig.Version), new() { Version = 0 } },
        { nameof(SmuxConfig.Version), new() { Version = 3 } },
        { nameof(SmuxConfig.KeepAliveInterval), new() { KeepAliveInterval = TimeSpan.Zero } },
        { nameof(SmuxConfig.KeepAliveInterval), new() { KeepAliveInterval = TimeSpan.FromSeconds(-1) } },
        { nameof(SmuxConfig.KeepAliveTimeout), new() { KeepAliveTimeout = TimeSpan.FromSeconds(9) } },
        { nameof(SmuxConfig.MaxFrameSize), new() { MaxFrameSize = 0 } },
        { nameof(SmuxConfig.MaxFrameSize), new() { MaxFrameSize = -1 } },
        { nameof(SmuxConfig.MaxFrameSize), new() { MaxFrameSize = 65_536 } },
        { nameof(SmuxConfig.MaxReceiveBuffer), new() { MaxReceiveBuffer = 0 } },
        { nameof(SmuxConfig.MaxReceiveBuffer), new() { MaxReceiveBuffer = -1 } },
        { nameof(SmuxConfig.MaxStreamBuffer), new() { MaxStreamBuffer = 0 } },
        { nameof(SmuxConfig.MaxStreamBuffer), new() { MaxStreamBuffer = -1 } },
        { nameof(SmuxConfig.MaxStreamBuffer), new() { MaxStreamBuffer = 65_537, MaxReceiveBuffer = 65_536 } },
        { nameof(SmuxConfig.MaxStreams), new() { MaxStreams = 0 } },
        { nameof(SmuxConfig.CloseTimeout), new() { CloseTimeout = TimeSpan.Zero } },
        { nameof(SmuxConfig.LingerTimeout), new() { LingerTimeout = TimeSpan.FromTicks(-1) } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Setting_out_of_its_bounds_is_refused_by_name(string setting, SmuxConfig config)
    {
        Assert.Equal(setting, Assert.Throws<ArgumentException>(() => config.Verify()).ParamName);
        Assert.Equal(setting, Assert.Throws<ArgumentException>(() => new SmuxSessionCore(config, isClient: true)).ParamName);
    }

    public static TheoryData<SmuxConfig> Taken => new(
        new SmuxConfig { Version = 2 },
        new SmuxConfig { KeepAliveTimeout = TimeSpan.FromSeconds(10) },
        new SmuxConfig { KeepAliveDisabled = true, KeepAliveInterval = TimeSpan.Zero, KeepAliveTimeout = TimeSpan.FromSeconds(-1) },
        new SmuxConfig { MaxFrameSize = 1 },
        new SmuxConfig { MaxFrameSize = 65_535 },
        new SmuxConfig { MaxReceiveBuffer = int.MaxValue, MaxStreamBuffer = int.MaxValue },
        new SmuxConfig { MaxReceiveBuffer = 1, MaxStreamBuffer = 1 });

    [Theory]
    [MemberData(nameof(Taken))]
    public void Setting_at_its_bound_is_taken(SmuxConfig config) => Assert.Same(config, config.Verify());

    [Fact]
    public void First_of_several_wrong_settings_is_named_in_the_order_of_the_original()
    {
        var config = new SmuxConfig { Version = 0, KeepAliveInterval = TimeSpan.Zero, KeepAliveTimeout = TimeSpan.FromSeconds(-1), MaxFrameSize = 0, MaxReceiveBuffer = 0, MaxStreamBuffer = 0 };
        var named = new List<string?>();
        foreach (var mend in (Func<SmuxConfig, SmuxConfig>[])
        [
            wrong => wrong with { Version = 1 },
            wrong => wrong with { KeepAliveInterval = TimeSpan.FromSeconds(10) },
            wrong => wrong with { KeepAliveTimeout = TimeSpan.FromSeconds(30) },
            wrong => wrong with { MaxFrameSize = 32_768 },
            wrong => wrong with { MaxReceiveBuffer = 65_536 },
            wrong => wrong with { MaxStreamBuffer = 65_536 },
        ])
        {
            named.Add(Assert.Throws<ArgumentException>(() => config.Verify()).ParamName);
            config = mend(config);
        }

        Assert.Equal(
            [nameof(SmuxConfig.Version), nameof(SmuxConfig.KeepAliveInterval), nameof(SmuxConfig.KeepAliveTimeout), nameof(SmuxConfig.MaxFrameSize), nameof(SmuxConfig.MaxReceiveBuffer), nameof(SmuxConfig.MaxStreamBuffer)],
            named);
        Assert.Same(config, config.Verify());
    }

    [Fact]
    public void Options_of_the_plugin_carry_the_same_defaults()
    {
        var config = new SmuxConfig();
        Assert.Equal(config.Version, SmuxOptions.Version.Default);
        Assert.Equal(!config.KeepAliveDisabled, SmuxOptions.KeepAlive.Default);
        Assert.Equal(config.KeepAliveInterval, SmuxOptions.KeepAliveInterval.Default);
        Assert.Equal(config.KeepAliveTimeout, SmuxOptions.KeepAliveTimeout.Default);
        Assert.Equal(config.MaxFrameSize, SmuxOptions.MaxFrameSize.Default);
        Assert.Equal(config.MaxReceiveBuffer, SmuxOptions.MaxReceiveBuffer.Default);
        Assert.Equal(config.MaxStreamBuffer, SmuxOptions.MaxStreamBuffer.Default);
        Assert.Equal(config.MaxStreams, SmuxOptions.MaxStreams.Default);
    }
}
