namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Once a session runs, no frame allocates anything. Counted for this thread, on which all of it happens.</summary>
public class AllocationTests
{
    const int Batches = 8;
    const int Rounds = 500;

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(1, 100_000)]
    [InlineData(2, 100_000)]
    public void Frames_allocate_nothing_in_the_state_machine(int version, int size)
    {
        var config = new SmuxConfig { Version = version };
        using var client = new SmuxSessionCore(config, isClient: true);
        using var server = new SmuxSessionCore(config, isClient: false);
        var ours = client.Open();
        Pass(client, server);
        var theirs = server.TryAccept()!;
        var (data, buffer) = (new byte[size], new byte[size]);
        Assert.Equal(0, Allocated(() =>
        {
            client.BeginWrite(ours, data);
            for (var left = size; left > 0;)
            {
                Pass(client, server);
                server.TryRead(theirs, buffer, out var count);
                left -= count;
                Pass(server, client);
                client.EndWrite(ours);
            }
        }));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(1, 100_000)]
    [InlineData(2, 100_000)]
    public void Frames_allocate_nothing_in_a_session(int version, int size)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        try
        {
            var (client, server) = InlineConnection.Sessions(new SmuxConfig { Version = version });
            var ours = client.OpenStream();
            var echoing = EchoAsync(Accepted(server), new byte[size]);
            var (data, buffer) = (new byte[size], new byte[size]);
            Assert.Equal(0, Allocated(() =>
            {
                var writing = ours.WriteAsync(data);
                for (var left = size; left > 0;)
                {
                    var reading = ours.ReadAsync(buffer);
                    left -= reading.GetAwaiter().GetResult();
                }

                writing.GetAwaiter().GetResult();
            }));
            client.Abort();
            server.Abort();
            Assert.True(echoing.IsCompleted);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    [Fact]
    public void Allocation_of_a_frame_would_be_seen() => Assert.NotEqual(0, Allocated(() => GC.KeepAlive(new object())));

    static SmuxStream Accepted(SmuxSession session)
    {
        var accepting = session.AcceptStreamAsync();
        Assert.True(accepting.IsCompletedSuccessfully);
        return accepting.Result!;
    }

    static async Task EchoAsync(SmuxStream stream, byte[] buffer)
    {
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                await stream.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (SmuxException)
        {
            // The test has ended.
        }
    }

    static void Pass(SmuxSessionCore from, SmuxSessionCore to)
    {
        while (from.TryBeginSend(out var batch))
        {
            to.Receive(batch.Span);
            from.EndSend();
        }
    }

    /// <summary>The bytes of the batch that allocated least: what the runtime allocates once, when it compiles anew what has run for a while, is in none of the others.</summary>
    static long Allocated(Action round)
    {
        var least = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                round();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
