namespace ProtoHarness.Plugins.Smux.Tests;

public class FairnessTests
{
    [Fact]
    public void Streams_send_one_frame_each_in_turn()
    {
        using var core = new SmuxSessionCore(new SmuxConfig { MaxFrameSize = 1000 }, isClient: true);
        var channels = Enumerable.Range(0, 3).Select(_ => core.Open()).ToArray();
        Assert.Equal(3, core.TakeFrames().Count);

        foreach (var channel in channels)
        {
            core.BeginWrite(channel, new byte[150_000]);
        }

        // The first write found the batch empty and filled it; from then on all three wait.
        var frames = core.TakeFrames().Select(frame => frame.Split(' ')[1]).ToArray();
        var alone = frames.TakeWhile(id => id == frames[0]).Count() - 1;
        var contended = frames[alone..(alone + (3 * (150 - alone)))];
        Assert.InRange(contended.Length, 30, 100);
        Assert.All(contended.Chunk(3), turn => Assert.Equal(3, turn.Distinct().Count()));
    }

    [Fact]
    public void Control_frames_overtake_data_that_waits()
    {
        using var core = new SmuxSessionCore(new SmuxConfig(), isClient: true);
        core.BeginWrite(core.Open(), new byte[1_000_000]);
        var late = core.Open();
        Assert.True(core.TryBeginSend(out _));
        core.EndSend();
        Assert.True(core.TryBeginSend(out var batch));
        Assert.Contains($"SYN {late.Id}", Wire.Parse(batch.Span));
    }

    [Fact]
    public void Output_is_bounded_by_two_batches_when_the_peer_never_reads()
    {
        using var core = new SmuxSessionCore(new SmuxConfig(), isClient: true);
        long taken = 0;
        Assert.False(core.IsSending);
        for (var stream = 0; stream < 100; stream++)
        {
            var channel = core.Open();
            core.BeginWrite(channel, new byte[100_000]);
            taken += channel.Written;
            core.TryBeginSend(out _);
        }

        Assert.InRange(taken, 1, 2 * SmuxSessionCore.BatchSize);
    }
}
