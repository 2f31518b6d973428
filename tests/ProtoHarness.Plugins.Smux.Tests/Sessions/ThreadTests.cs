using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Readers without a context of their own go on on the session's threads: one who does not give his back must keep nobody else from anything.</summary>
public class ThreadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Readers_that_block_their_threads_keep_nobody_from_receiving(int version)
    {
        await using var pair = await SessionPair.OverTcpAsync(version);
        var (client, server) = pair;
        const int Count = 4;
        using var woken = new CountdownEvent(Count);
        var (ours, theirs) = (new SmuxStream[Count], new SmuxStream[Count]);
        for (var i = 0; i < Count; i++)
        {
            ours[i] = client.OpenStream();
            theirs[i] = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        }

        var readers = ours.Select(stream => Task.Run(() => BlockAsync(stream, woken), TestContext.Current.CancellationToken)).ToArray();
        foreach (var stream in theirs)
        {
            await stream.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        }

        await Task.WhenAll(readers);

        // None goes on before all have been woken.
        static async Task BlockAsync(SmuxStream stream, CountdownEvent woken)
        {
            Assert.Equal(1, await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
            woken.Signal();
            woken.Wait(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Two_that_are_woken_together_may_wait_for_each_other()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(listener.LocalEndpoint, TestContext.Current.CancellationToken);
        await using var session = SmuxSession.Server(
            new NetworkStream(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), ownsSocket: true), new() { LingerTimeout = TimeSpan.Zero });
        await peer.SendAsync((byte[])[.. Wire.Syn(3), .. Wire.Syn(5)], TestContext.Current.CancellationToken);
        using var both = new Barrier(2);
        var met = new TaskCompletionSource[] { new(), new() };
        foreach (var one in met)
        {
            var stream = (await session.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
            WhenRead(stream, () =>
            {
                both.SignalAndWait(TestContext.Current.CancellationToken);
                one.SetResult();
            });
        }

        await peer.SendAsync((byte[])[.. Wire.Psh(3, [1]), .. Wire.Psh(5, [1])], TestContext.Current.CancellationToken);
        await Task.WhenAll(met.Select(one => one.Task));
    }

    [Fact]
    public async Task Reader_may_read_on_without_awaiting()
    {
        await using var pair = await SessionPair.OverTcpAsync(1);
        var (client, server) = pair;
        var ours = client.OpenStream();
        var reading = Task.Run(() => ReadTwiceAsync(ours), TestContext.Current.CancellationToken);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        await theirs.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        await theirs.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        await theirs.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        Assert.Equal(2, await reading);

        static async Task<int> ReadTwiceAsync(SmuxStream stream)
        {
            var first = await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken);
            stream.Write(new byte[1], 0, 1);
            return first + stream.Read(new byte[1], 0, 1);
        }
    }

    [Fact]
    public async Task What_a_reader_leaves_to_be_sent_is_sent_while_it_blocks_its_thread()
    {
        await using var pair = await SessionPair.OverTcpAsync(1);
        var (client, server) = pair;
        using var seen = new ManualResetEventSlim();
        var opened = new TaskCompletionSource<SmuxStream>();
        var ours = client.OpenStream();
        WhenRead(ours, CloseAndBlock);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        await theirs.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        Assert.Equal(0, await theirs.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        var next = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        seen.Set();
        Assert.Equal((await opened.Task).Id, next.Id);

        // FIN and SYN wait for what follows them, and nothing does.
        void CloseAndBlock()
        {
            ours.Dispose();
            var stream = client.OpenStream();
            seen.Wait(TestContext.Current.CancellationToken);
            opened.SetResult(stream);
        }
    }

    [Fact]
    public async Task Session_may_be_closed_by_a_reader_that_waits_for_it_without_awaiting()
    {
        await using var pair = await SessionPair.OverTcpAsync(1);
        var (client, server) = pair;
        var ours = client.OpenStream();
        var closing = Task.Run(() => CloseAsync(client, ours), TestContext.Current.CancellationToken);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        await theirs.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<SmuxException>(async () => await server.AcceptStreamAsync(TestContext.Current.CancellationToken));
        await server.CloseAsync();
        await closing;

        static async Task CloseAsync(SmuxSession session, SmuxStream stream)
        {
            await stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
            session.CloseAsync().Wait(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Begins a read, and goes on with something where its end is told.</summary>
    static void WhenRead(SmuxStream stream, Action goOn) =>
        stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken).ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(goOn);
}
