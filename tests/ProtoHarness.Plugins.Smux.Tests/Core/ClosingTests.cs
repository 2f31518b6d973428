namespace ProtoHarness.Plugins.Smux.Tests;

public class ClosingTests
{
    static readonly SmuxConfig Config = new();

    [Fact]
    public void Fin_goes_out_behind_the_data_and_reading_goes_on()
    {
        using var core = new SmuxSessionCore(Config, isClient: true);
        var channel = core.Open();
        core.BeginWrite(channel, new byte[200_000]);
        core.CloseWrites(channel);
        var frames = core.TakeFrames();
        Assert.Equal("FIN 3", frames[^1]);
        Assert.Equal(200_000, frames[1..^1].Sum(frame => int.Parse(frame.Split(' ')[2])));
        Assert.Equal(SmuxWriteStatus.Fault, core.BeginWrite(channel, new byte[1]));
        Assert.Equal(SmuxError.StreamClosed, core.WriteFault(channel)?.Error);
        core.Feed(Wire.Psh(3, [1, 2]), Wire.Fin(3));
        Assert.Equal(0, core.StreamCount);
        Assert.Equal([1, 2], core.ReadAll(channel));
        Assert.Equal(SmuxReadStatus.End, core.TryRead(channel, new byte[1], out _));
    }

    [Fact]
    public void Fin_of_the_peer_leaves_writing_open()
    {
        using var core = new SmuxSessionCore(Config, isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Psh(3, [1]), Wire.Fin(3), Wire.Fin(3));
        Assert.Equal([1], core.ReadAll(channel));
        Assert.Equal(SmuxReadStatus.End, core.TryRead(channel, new byte[1], out _));
        Assert.Equal(SmuxWriteStatus.Done, core.BeginWrite(channel, new byte[3]));
        core.Close(channel);
        Assert.Equal(["PSH 3 3", "FIN 3"], core.TakeFrames());
        Assert.Equal(0, core.StreamCount);
    }

    [Fact]
    public void Data_behind_fin_is_read_until_the_end_was_seen()
    {
        using var core = new SmuxSessionCore(Config, isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Fin(3), Wire.Psh(3, [1]));
        Assert.Equal([1], core.ReadAll(channel));
        Assert.Equal(SmuxReadStatus.End, core.TryRead(channel, new byte[1], out _));
        core.Feed(Wire.Psh(3, [2]));
        Assert.Equal(SmuxReadStatus.End, core.TryRead(channel, new byte[1], out _));
    }

    [Fact]
    public void Close_ends_the_read_and_the_write_that_wait()
    {
        using var core = new SmuxSessionCore(Config with { Version = 2 }, isClient: true);
        var channel = core.Open();
        core.BeginWrite(channel, new byte[1_000_000]);
        core.BeginRead(channel, new byte[1]);
        core.Close(channel);
        Assert.True(core.TryTakeSignal(out _));
        Assert.Equal(SmuxWriteStatus.Fault, core.EndWrite(channel));
        Assert.Equal(SmuxReadStatus.Fault, core.EndRead(channel, out _));
        Assert.Equal(SmuxError.StreamClosed, core.ReadFault(channel)?.Error);
        Assert.Equal("FIN 3", core.TakeFrames()[^1]);
        Assert.Equal(0, core.StreamCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void End_of_the_connection_is_no_end_of_a_stream(int bytesOfNextFrame)
    {
        using var core = new SmuxSessionCore(Config, isClient: false);
        var (ended, cut) = (core.Accepted(3), core.Accepted(5));
        core.Feed(Wire.Psh(3, [1]), Wire.Fin(3), Wire.Psh(5, [2]));
        core.Feed(Wire.Psh(5, [3, 4])[..bytesOfNextFrame]);
        core.ReceiveEnd();
        Assert.Equal([1], core.ReadAll(ended));
        Assert.Equal(SmuxReadStatus.End, core.TryRead(ended, new byte[1], out _));
        Assert.Equal(2, core.ReadAll(cut)[0]);
        Assert.Equal(SmuxReadStatus.Fault, core.TryRead(cut, new byte[1], out _));
        Assert.Equal(SmuxError.ConnectionEnded, core.ReadFault(cut)?.Error);
        Assert.True(core.IsCutOff || core.Fault is not null);
    }

    [Fact]
    public void Write_that_waits_for_a_window_ends_with_the_connection()
    {
        using var core = new SmuxSessionCore(Config with { Version = 2 }, isClient: true);
        var channel = core.Open();
        Assert.Equal(SmuxWriteStatus.Pending, core.BeginWrite(channel, new byte[1_000_000]));
        core.TakeOutput();
        core.ReceiveEnd();
        Assert.True(core.TryTakeSignal(out _));
        Assert.Equal(SmuxWriteStatus.Fault, core.EndWrite(channel));
        Assert.Equal(SmuxError.ConnectionEnded, core.WriteFault(channel)?.Error);
    }

    [Fact]
    public void Graceful_close_sends_what_is_queued_and_no_fin_for_streams_that_are_open()
    {
        using var core = new SmuxSessionCore(Config, isClient: true);
        var (open, closed) = (core.Open(), core.Open());
        core.BeginWrite(open, new byte[10]);
        core.BeginWrite(closed, new byte[10]);
        core.Close(closed);
        core.BeginRead(open, new byte[1]);
        core.BeginClose();
        Assert.True(core.TryTakeSignal(out _));
        Assert.Equal(SmuxReadStatus.Fault, core.EndRead(open, out _));
        Assert.Equal(["SYN 3", "SYN 5", "PSH 3 10", "PSH 5 10", "FIN 5"], core.TakeFrames());
        Assert.Equal(SmuxError.SessionClosed, core.TryOpen(out _)?.Error);
    }
}
