namespace ProtoHarness.Plugins.Smux.Tests;

static class CoreExtensions
{
    /// <summary>All that a core has to send now.</summary>
    internal static byte[] TakeOutput(this SmuxSessionCore core)
    {
        var output = new List<byte>();
        while (core.TryBeginSend(out var batch))
        {
            output.AddRange(batch.Span);
            core.EndSend();
        }

        return [.. output];
    }

    internal static List<string> TakeFrames(this SmuxSessionCore core) => Wire.Parse(core.TakeOutput());

    internal static SmuxChannel Open(this SmuxSessionCore core)
    {
        Assert.Null(core.TryOpen(out var channel));
        return channel!;
    }

    /// <summary>Gives a core all of these bytes; it must want them.</summary>
    internal static void Feed(this SmuxSessionCore core, params byte[][] frames)
    {
        foreach (var frame in frames)
        {
            Assert.Equal(frame.Length, core.Receive(frame));
        }
    }

    /// <summary>A stream that the peer opened, accepted.</summary>
    internal static SmuxChannel Accepted(this SmuxSessionCore core, uint id)
    {
        core.Feed(Wire.Syn(id, core.Config.Version));
        var channel = core.TryAccept();
        Assert.Equal(id, channel!.Id);
        return channel;
    }

    internal static byte[] ReadAll(this SmuxSessionCore core, SmuxChannel channel)
    {
        var read = new List<byte>();
        var buffer = new byte[100_000];
        while (core.TryRead(channel, buffer, out var count) == SmuxReadStatus.Data)
        {
            read.AddRange(buffer.AsSpan(0, count));
        }

        return [.. read];
    }
}
