namespace ProtoHarness.Plugins.Smux.Tests;

public class OpeningTests
{
    static readonly SmuxConfig Config = new();

    [Fact]
    public void Client_numbers_its_streams_from_three_and_server_from_two()
    {
        using var client = new SmuxSessionCore(Config, isClient: true);
        using var server = new SmuxSessionCore(Config, isClient: false);
        Assert.Equal([3u, 5u, 7u], Enumerable.Range(0, 3).Select(_ => client.Open().Id));
        Assert.Equal([2u, 4u, 6u], Enumerable.Range(0, 3).Select(_ => server.Open().Id));
        Assert.Equal(["SYN 3", "SYN 5", "SYN 7"], client.TakeFrames());
    }

    [Theory]
    [InlineData(true, uint.MaxValue)]
    [InlineData(false, uint.MaxValue - 1)]
    public void Identifiers_are_used_up_after_the_last_one_and_streams_go_on(bool isClient, uint last)
    {
        using var core = new SmuxSessionCore(Config, isClient);
        core.SkipIdsTo(last - 2);
        var channel = core.Open();
        Assert.Equal(last, channel.Id);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(SmuxError.GoAway, core.TryOpen(out _)?.Error);
        }

        Assert.Equal(SmuxWriteStatus.Done, core.BeginWrite(channel, new byte[5]));
        Assert.Equal([$"SYN {last}", $"PSH {last} 5"], core.TakeFrames());
    }

    [Fact]
    public void Identifier_that_the_peer_took_is_skipped()
    {
        using var core = new SmuxSessionCore(Config, isClient: true);
        core.Accepted(5);
        Assert.Equal([3u, 7u], [core.Open().Id, core.Open().Id]);
    }

    [Fact]
    public void Any_identifier_is_accepted_and_a_second_syn_ignored()
    {
        using var core = new SmuxSessionCore(Config, isClient: false);
        foreach (var id in new[] { 0u, 2u, 9u, uint.MaxValue })
        {
            core.Accepted(id);
            core.Feed(Wire.Syn(id));
            Assert.Null(core.TryAccept());
        }

        Assert.Equal(4, core.StreamCount);
    }

    [Fact]
    public void Identifier_may_be_used_again_when_both_sides_have_ended_it()
    {
        using var core = new SmuxSessionCore(Config, isClient: false);
        for (var round = 0; round < 3; round++)
        {
            var channel = core.Accepted(3);
            core.Feed(Wire.Psh(3, [1]), Wire.Fin(3));
            Assert.Equal([1], core.ReadAll(channel));
            core.Close(channel);
            Assert.Equal(["FIN 3"], core.TakeFrames());
            Assert.Equal(0, core.StreamCount);
        }
    }

    [Fact]
    public void Full_backlog_stops_reading_until_a_stream_is_accepted()
    {
        using var core = new SmuxSessionCore(Config, isClient: false);
        for (uint id = 1; id <= SmuxConfig.AcceptBacklog; id++)
        {
            core.Feed(Wire.Syn(id));
        }

        core.Feed(Wire.Syn(5000));
        Assert.False(core.CanReceive);
        Assert.Equal(0, core.Receive(Wire.Nop()));
        Assert.Equal(SmuxConfig.AcceptBacklog, core.StreamCount);
        Assert.Equal(1u, core.TryAccept()?.Id);
        Assert.True(core.CanReceive);
        Assert.Equal(SmuxConfig.AcceptBacklog + 1, core.StreamCount);
    }

    [Fact]
    public void Peer_that_opens_streams_without_end_is_refused_with_the_setting_to_turn()
    {
        using var core = new SmuxSessionCore(Config with { MaxStreams = 100 }, isClient: false);
        for (uint id = 1; id <= 100; id++)
        {
            core.Accepted(id);
        }

        core.Feed(Wire.Syn(101));
        Assert.Equal(SmuxError.TooManyStreams, core.Fault?.Error);
        Assert.Contains(nameof(SmuxConfig.MaxStreams), core.Fault!.Message);
    }

    [Fact]
    public void Answer_to_syn_finds_the_stream_however_early_it_comes()
    {
        using var core = new SmuxSessionCore(Config, isClient: true);
        var channel = core.Open();
        core.Feed(Wire.Psh(channel.Id, [1, 2, 3]));
        Assert.Equal([1, 2, 3], core.ReadAll(channel));
    }
}
