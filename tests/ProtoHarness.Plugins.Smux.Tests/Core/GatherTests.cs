using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Data that goes past the buffers: sent from where the application has it, received where the application wants it.</summary>
public class GatherTests
{
    [Property(MaxTest = 200)]
    public void Data_sent_from_where_it_lies_is_the_same_on_the_wire_however_much_of_it_goes_out_at_once(ushort size, byte frame, ushort sent, bool two)
    {
        var config = new SmuxConfig { Version = two ? 2 : 1, MaxFrameSize = Math.Max(1, frame * 257) };
        var data = Positions(size + 1);
        using var copying = new SmuxSessionCore(config, isClient: true);
        using var gathering = new SmuxSessionCore(config, isClient: true);
        var (expected, actual) = (Begun(copying, out var first), Begun(gathering, out var second));
        copying.BeginWrite(first, data);
        expected.AddRange(copying.TakeOutput());
        Assert.True(gathering.TryBeginGather(second, data, out var gather));
        actual.AddRange(Bytes(gather).Take(sent % (gather.Length + 1)));
        actual.AddRange(gathering.EndGather(sent % (gather.Length + 1)).Span);
        gathering.EndSend();
        gathering.BeginWrite(second, data.AsMemory(gather.Data.Length));
        actual.AddRange(gathering.TakeOutput());
        Assert.Equal(Payload([.. expected]), Payload([.. actual]));
        Assert.Equal(first.Written, second.Written);
    }

    [Fact]
    public void Nothing_is_gathered_past_what_waits_nor_past_the_window()
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = 2 }, isClient: true);
        var channel = core.Open();
        Assert.False(core.TryBeginGather(channel, new byte[10], out _));
        core.TakeOutput();
        core.Feed(Wire.Upd(channel.Id, 0, 4));
        Assert.True(core.TryBeginGather(channel, new byte[10], out var gather));
        Assert.Equal(4, gather.Data.Length);
        Assert.False(core.TryBeginGather(channel, new byte[10], out _));
        Assert.True(core.EndGather(gather.Length).IsEmpty);
        Assert.False(core.IsSending);
        Assert.False(core.TryBeginGather(channel, new byte[10], out _));
        core.CloseWrites(channel);
        core.TakeOutput();
        Assert.False(core.TryBeginGather(channel, new byte[10], out _));
    }

    [Fact]
    public void End_of_a_stream_stays_behind_data_that_is_being_sent()
    {
        using var core = new SmuxSessionCore(new SmuxConfig(), isClient: true);
        var channel = core.Open();
        core.TakeOutput();
        Assert.True(core.TryBeginGather(channel, new byte[100], out _));
        core.Close(channel);
        Assert.False(core.TryBeginSend(out _));
        Assert.Equal(107, core.EndGather(1).Length);
        core.EndSend();
        Assert.Equal([$"FIN {channel.Id}"], core.TakeFrames());
    }

    [Property(MaxTest = 200)]
    public void Data_received_where_a_read_waits_is_read_as_if_it_had_been_copied_there(ushort size, ushort room, ushort step)
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = 2 }, isClient: false);
        var channel = core.Accepted(3);
        var data = Positions(1 + (size % 3000));
        core.Feed(Wire.Frame(2, 2, 3, data.Length));
        var (buffer, read) = (new byte[1 + (room % 2000)], new List<byte>());
        for (var at = 0; at < data.Length;)
        {
            core.BeginRead(channel, buffer);
            Assert.True(core.TryGetTarget(1, out var target, out var endsFrame));
            Assert.Equal(target.Length == data.Length - at, endsFrame);
            var count = Math.Min(target.Length, 1 + (step % 500));
            data.AsMemory(at, count).CopyTo(target);
            core.ReceiveAtTarget(count);
            at += count;
            Assert.Equal((SmuxReadStatus.Data, count), (core.EndRead(channel, out var got), got));
            read.AddRange(buffer[..got]);
        }

        Assert.Equal(data, read);
        Assert.False(core.IsInsideFrame);
        Assert.Equal($"UPD 3 {data.Length} 65536", core.TakeFrames()[^1]);
    }

    [Fact]
    public void There_is_no_target_without_a_read_nor_before_what_is_buffered_nor_on_a_closed_stream()
    {
        using var core = new SmuxSessionCore(new SmuxConfig(), isClient: false);
        var channel = core.Accepted(3);
        core.Feed(Wire.Frame(1, 2, 3, 100));
        Assert.False(core.TryGetTarget(1, out _, out _));
        core.Feed([1, 2, 3]);
        core.BeginRead(channel, new byte[50]);
        Assert.False(core.TryGetTarget(1, out _, out _));
        Assert.Equal((SmuxReadStatus.Data, 3), (core.EndRead(channel, out var count), count));
        core.BeginRead(channel, new byte[50]);
        Assert.True(core.TryGetTarget(50, out _, out var endsFrame));
        Assert.False(endsFrame);
        Assert.False(core.TryGetTarget(51, out _, out _));
        core.Close(channel);
        Assert.False(core.TryGetTarget(1, out _, out _));
    }

    static List<byte> Begun(SmuxSessionCore core, out SmuxChannel channel)
    {
        channel = core.Open();
        return [.. core.TakeOutput()];
    }

    static byte[] Bytes(SmuxGather gather)
    {
        var bytes = new byte[gather.Length];
        Assert.Equal(gather.Length, gather.CopyRest(0, bytes));
        return bytes;
    }

    static byte[] Positions(int count) => [.. Enumerable.Range(0, count).Select(at => (byte)(at ^ (at >> 8)))];

    /// <summary>The data of all frames: where it is cut into frames is the sender's own affair.</summary>
    static byte[] Payload(ReadOnlySpan<byte> wire)
    {
        var payload = new List<byte>();
        while (!wire.IsEmpty)
        {
            var length = wire[2] | (wire[3] << 8);
            payload.AddRange(wire.Slice(8, length));
            wire = wire[(8 + length)..];
        }

        return [.. payload];
    }
}
