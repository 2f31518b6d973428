namespace ProtoHarness.Plugins.Smux.Tests;

public class BreachTests
{
    public static TheoryData<int, byte[], string> Breaches => new()
    {
        { 1, Wire.Nop(2), "version 2" },
        { 2, Wire.Nop(1), "version 1" },
        { 1, Wire.Frame(0, 3, 0, 0), "version 0" },
        { 1, Wire.Frame(1, 0, 3, 1), "Syn with a payload of 1 bytes" },
        { 1, Wire.Frame(1, 1, 3, 65_535), "Fin with a payload of 65535 bytes" },
        { 1, Wire.Frame(1, 3, 0, 8), "Nop with a payload of 8 bytes" },
        { 1, Wire.Frame(1, 4, 3, 8), "UPD in a session of version 1" },
        { 2, Wire.Frame(2, 4, 3, 0), "UPD with a payload of 0 bytes" },
        { 2, Wire.Frame(2, 4, 3, 9), "UPD with a payload of 9 bytes" },
        { 1, Wire.Frame(1, 5, 3, 0), "unknown command 5" },
        { 2, Wire.Frame(2, 255, 3, 0), "unknown command 255" },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public void Breach_ends_the_session_with_its_reason(int version, byte[] frame, string reason)
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = version }, isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Psh(3, [7], version));
        core.Receive([.. frame, .. Wire.Psh(3, [8], version)]);
        Assert.Equal(SmuxError.InvalidProtocol, core.Fault?.Error);
        Assert.Contains(reason, core.Fault!.Message);
        Assert.Equal([7], core.ReadAll(channel));
        Assert.Equal(SmuxReadStatus.Fault, core.TryRead(channel, new byte[1], out _));
        Assert.Equal(SmuxWriteStatus.Fault, core.BeginWrite(channel, new byte[1]));
        Assert.NotNull(core.TryOpen(out _));
        Assert.False(core.CanReceive);
        Assert.False(core.HasOutput);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Frames_for_unknown_and_closed_streams_are_dropped_and_take_no_room(int version)
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = version, MaxReceiveBuffer = 70_000 }, isClient: false);
        var closed = core.Accepted(3);
        core.Close(closed);
        core.TakeOutput();
        for (var round = 0; round < 100; round++)
        {
            core.Feed(Wire.Psh(3, new byte[65_535], version), Wire.Psh(99, new byte[65_535], version), Wire.Fin(3, version), Wire.Fin(99, version));
        }

        if (version == 2)
        {
            core.Feed(Wire.Upd(99, 5, 5), Wire.Upd(3, 5, 5));
        }

        Assert.True(core.CanReceive);
        Assert.Null(core.Fault);
        Assert.Empty(core.TakeOutput());
    }

    [Fact]
    public void Empty_data_frame_is_ignored()
    {
        using var core = new SmuxSessionCore(new SmuxConfig(), isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Psh(3, []), Wire.Psh(3, [1]), Wire.Psh(3, []));
        Assert.Equal([1], core.ReadAll(channel));
    }

    [Theory]
    [InlineData(300_000u, 65_536u, SmuxError.ConsumedMoreThanSent)]
    [InlineData(1u, 65_536u, SmuxError.ConsumedMoreThanSent)]
    [InlineData(0u, 0x8000_0000u, SmuxError.InvalidWindow)]
    [InlineData(0u, uint.MaxValue, SmuxError.InvalidWindow)]
    public void Wrong_update_fails_the_writes_of_its_stream_alone_until_a_right_one_comes(uint consumed, uint window, SmuxError error)
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = 2 }, isClient: true);
        var (wrong, right) = (core.Open(), core.Open());
        core.Feed(Wire.Upd(wrong.Id, consumed, window));
        Assert.Equal(SmuxWriteStatus.Fault, core.BeginWrite(wrong, new byte[1]));
        Assert.Equal(error, core.WriteFault(wrong)?.Error);
        Assert.Equal(SmuxWriteStatus.Done, core.BeginWrite(right, new byte[1]));
        Assert.Null(core.Fault);
        core.Feed(Wire.Upd(wrong.Id, 0, 10));
        Assert.Equal(SmuxWriteStatus.Done, core.BeginWrite(wrong, new byte[1]));
    }

    [Fact]
    public void Wrong_update_ends_a_write_that_waits()
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = 2, MaxFrameSize = 65_535 }, isClient: true);
        var channel = core.Open();
        Assert.Equal(SmuxWriteStatus.Pending, core.BeginWrite(channel, new byte[300_000]));
        core.TakeOutput();
        core.Feed(Wire.Upd(channel.Id, 300_000, 65_536));
        Assert.True(core.TryTakeSignal(out var signalled));
        Assert.Same(channel, signalled);
        Assert.Equal(SmuxWriteStatus.Fault, core.EndWrite(channel));
        Assert.Equal(262_144u, channel.Written);
    }
}
