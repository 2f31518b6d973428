namespace ProtoHarness.Plugins.Smux.Tests;

public class WindowTests
{
    static readonly SmuxConfig Two = new() { Version = 2 };

    static long DataIn(IEnumerable<string> frames) =>
        frames.Where(frame => frame.StartsWith("PSH", StringComparison.Ordinal)).Sum(frame => long.Parse(frame.Split(' ')[2]));

    [Fact]
    public void Without_update_exactly_the_initial_window_goes_out_and_each_update_releases_what_it_grants()
    {
        using var core = new SmuxSessionCore(Two, isClient: true);
        var channel = core.Open();
        Assert.Equal(SmuxWriteStatus.Pending, core.BeginWrite(channel, new byte[1_000_000]));
        Assert.Equal(262_144, DataIn(core.TakeFrames()));
        core.Feed(Wire.Upd(channel.Id, 262_144, 65_536));
        Assert.Equal(65_536, DataIn(core.TakeFrames()));
        core.Feed(Wire.Upd(channel.Id, 262_144 + 65_536, 1));
        Assert.Equal(1, DataIn(core.TakeFrames()));
        core.Feed(Wire.Upd(channel.Id, 0, 0));
        Assert.Empty(core.TakeFrames());
    }

    [Fact]
    public void Update_comes_after_the_first_read_and_after_each_half_buffer()
    {
        using var core = new SmuxSessionCore(Two, isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Psh(3, new byte[60_000], 2), Wire.Psh(3, new byte[60_000], 2));
        var updates = new List<string>();
        for (var read = 0; read < 110; read++)
        {
            Assert.Equal(SmuxReadStatus.Data, core.TryRead(channel, new byte[1000], out _));
            updates.AddRange(core.TakeFrames());
        }

        Assert.Equal(["UPD 3 1000 65536", "UPD 3 34000 65536", "UPD 3 67000 65536", "UPD 3 100000 65536"], updates);
    }

    [Fact]
    public void Read_that_waits_counts_as_read_when_its_bytes_come()
    {
        using var core = new SmuxSessionCore(Two, isClient: false);
        var channel = core.Accepted(3);
        var buffer = new byte[10];
        Assert.Equal(SmuxReadStatus.WouldBlock, core.TryRead(channel, buffer, out _));
        core.BeginRead(channel, buffer);
        core.Feed(Wire.Psh(3, [1, 2, 3], 2));
        Assert.Equal(["UPD 3 3 65536"], core.TakeFrames());
        Assert.Equal((SmuxReadStatus.Data, 3), (core.EndRead(channel, out var count), count));
        Assert.Equal([1, 2, 3, 0], buffer[..4]);
    }

    [Fact]
    public void No_update_is_sent_for_a_stream_that_the_peer_has_ended()
    {
        using var core = new SmuxSessionCore(Two, isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Psh(3, new byte[60_000], 2), Wire.Fin(3, 2));
        Assert.Equal(60_000, core.ReadAll(channel).Length);
        Assert.Empty(core.TakeFrames());
    }

    [Fact]
    public void Counts_wrap_at_32_bits()
    {
        using var core = new SmuxSessionCore(Two, isClient: true);
        var channel = core.Open();
        channel.Written = uint.MaxValue - 99;
        core.Feed(Wire.Upd(channel.Id, uint.MaxValue - 99, 1000));
        Assert.Equal(SmuxWriteStatus.Done, core.BeginWrite(channel, new byte[500]));
        Assert.Equal(400u, channel.Written);
        core.TakeOutput();
        core.Feed(Wire.Upd(channel.Id, 400, 1000));
        Assert.Equal(SmuxWriteStatus.Done, core.BeginWrite(channel, new byte[1000]));
    }

    [Fact]
    public void Version_one_has_no_window()
    {
        using var core = new SmuxSessionCore(new SmuxConfig(), isClient: true);
        var channel = core.Open();
        core.BeginWrite(channel, new byte[2_000_000]);
        Assert.Equal(2_000_000, DataIn(core.TakeFrames()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Unread_data_stops_reading_with_one_frame_beyond_the_limit_and_reading_it_goes_on(int version)
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = version, MaxReceiveBuffer = 65_536 }, isClient: false);
        var (slow, fast) = (core.Accepted(3), core.Accepted(5));
        core.Feed(Wire.Psh(3, new byte[65_535], version));
        Assert.True(core.CanReceive);
        core.Feed(Wire.Psh(5, new byte[65_535], version));
        Assert.False(core.CanReceive);
        Assert.Equal(0, core.Receive(Wire.Nop(version)));
        core.TryRead(fast, new byte[65_534], out _);
        Assert.False(core.CanReceive);
        core.TryRead(fast, new byte[1], out _);
        Assert.True(core.CanReceive);
        core.Feed(Wire.Psh(5, new byte[2], version));
        Assert.False(core.CanReceive);
        core.Close(slow);
        Assert.True(core.CanReceive);
    }

    [Fact]
    public void One_stream_that_is_not_read_stops_no_other_in_version_two()
    {
        using var sender = new SmuxSessionCore(Two, isClient: true);
        using var receiver = new SmuxSessionCore(Two, isClient: false);
        var (slow, fast) = (sender.Open(), sender.Open());
        sender.BeginWrite(slow, new byte[10_000_000]);
        sender.BeginWrite(fast, new byte[3_000_000]);
        SmuxChannel? fastThere = null;
        long read = 0;
        for (var round = 0; round < 1000 && read < 3_000_000; round++)
        {
            receiver.Feed(sender.TakeOutput());
            while (receiver.TryAccept() is { } accepted)
            {
                fastThere = accepted.Id == fast.Id ? accepted : fastThere;
            }

            read += receiver.ReadAll(fastThere!).Length;
            sender.Feed(receiver.TakeOutput());
        }

        Assert.Equal(3_000_000, read);
        Assert.Equal(262_144u, slow.Written);
    }
}
