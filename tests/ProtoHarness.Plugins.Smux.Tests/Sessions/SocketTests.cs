using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Over a socket a session has a thread of its own, and large data goes past its buffers.</summary>
public class SocketTests
{
    const int Size = 3_000_000;

    [Theory]
    [InlineData(1, 65_536, 65_536)]
    [InlineData(2, 65_536, 65_536)]
    [InlineData(1, 1_000_000, 40_000)]
    [InlineData(2, 1_000_000, 200_000)]
    [InlineData(1, 20_000, 500)]
    [InlineData(2, 300, 65_536)]
    public async Task Every_byte_arrives_at_its_place_whatever_the_sizes_of_writes_and_reads(int version, int write, int read)
    {
        await using var pair = await SessionPair.OverTcpAsync(version);
        var (client, server) = pair;
        var ours = client.OpenStream();
        var writing = WriteAsync(ours, write);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        var back = WriteAsync(theirs, read);
        await Task.WhenAll(ReadAsync(theirs, read), ReadAsync(ours, write), writing, back);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Reads_that_are_given_up_while_data_arrives_lose_none_of_it(int version)
    {
        await using var pair = await SessionPair.OverTcpAsync(version);
        var (client, server) = pair;
        var writing = WriteAsync(client.OpenStream(), 65_536);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        var buffer = new byte[65_536];
        for (var at = 0; at < Size;)
        {
            using var giveUp = new CancellationTokenSource();
            var reading = theirs.ReadAsync(buffer, giveUp.Token);
            await giveUp.CancelAsync();
            try
            {
                var count = await reading;
                AssertPositions(buffer.AsSpan(0, count), at);
                at += count;
            }
            catch (OperationCanceledException)
            {
                // Nothing had arrived yet.
            }
        }

        await writing;
    }

    [Fact]
    public async Task Sessions_beyond_those_that_have_a_thread_work_without_one()
    {
        var pairs = new List<SessionPair>();
        for (var i = 0; i <= SmuxSocketInput.MaxThreads / 2; i++)
        {
            pairs.Add(await SessionPair.OverTcpAsync(1));
        }

        await Task.WhenAll(pairs.Select(async pair =>
        {
            var ours = pair.Client.OpenStream();
            await ours.WriteAsync(new byte[100_000], TestContext.Current.CancellationToken);
            var theirs = (await pair.Server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
            await theirs.ReadExactlyAsync(new byte[100_000], TestContext.Current.CancellationToken);
            await pair.DisposeAsync();
            Assert.True(pair.Client.IsClosed && pair.Server.IsClosed);
        }));
    }

    [Fact]
    public async Task Peer_that_ends_the_connection_inside_a_frame_is_told_of()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(listener.LocalEndpoint, TestContext.Current.CancellationToken);
        await using var session = SmuxSession.Server(new NetworkStream(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), ownsSocket: true));
        await peer.SendAsync((byte[])[.. Wire.Syn(3), .. Wire.Frame(1, 2, 3, 60_000)], TestContext.Current.CancellationToken);
        var stream = (await session.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        var reading = stream.ReadAsync(new byte[60_000], TestContext.Current.CancellationToken);
        await peer.SendAsync(new byte[30_000], TestContext.Current.CancellationToken);
        peer.Shutdown(SocketShutdown.Both);
        var read = await reading;
        var error = await Assert.ThrowsAsync<SmuxException>(() => stream.ReadExactlyAsync(new byte[60_001 - read], TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(SmuxError.ConnectionEnded, error.Error);
    }

    static async Task WriteAsync(SmuxStream stream, int chunk)
    {
        var data = new byte[Size];
        for (var at = 0; at < Size; at++)
        {
            data[at] = Position(at);
        }

        for (var at = 0; at < Size; at += chunk)
        {
            await stream.WriteAsync(data.AsMemory(at, Math.Min(chunk, Size - at)), TestContext.Current.CancellationToken);
        }
    }

    static async Task ReadAsync(SmuxStream stream, int room)
    {
        var buffer = new byte[room];
        for (var at = 0; at < Size;)
        {
            var count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            AssertPositions(buffer.AsSpan(0, count), at);
            at += count;
        }
    }

    static byte Position(int at) => (byte)(at ^ (at >> 8) ^ (at >> 16));

    static void AssertPositions(ReadOnlySpan<byte> data, int start)
    {
        Assert.NotEqual(0, data.Length);
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] != Position(start + i))
            {
                Assert.Fail($"byte {start + i} is {data[i]} instead of {Position(start + i)}");
            }
        }
    }
}
