using System.IO.Pipelines;
using ProtoHarness.Framing;
using ProtoHarness.Testing.Time;

namespace ProtoHarness.Plugins.Smux.Tests;

public class SessionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Writes_of_several_callers_are_sent_one_after_the_other(int version)
    {
        const int Callers = 8;
        const int Size = 100_000;
        await using var pair = await SessionPair.OverTcpAsync(version);
        var (client, server) = pair;
        var ours = client.OpenStream();
        var writes = Enumerable.Range(1, Callers).Select(async caller =>
        {
            var data = new byte[Size];
            data.AsSpan().Fill((byte)caller);
            await ours.WriteAsync(data, TestContext.Current.CancellationToken);
        }).ToArray();
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        var read = new byte[Callers * Size];
        await theirs.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
        await Task.WhenAll(writes);
        Assert.All(read.Chunk(Size), part => Assert.Single(part.Distinct()));
    }

    [Fact]
    public async Task Slow_stream_stops_no_other_in_version_two()
    {
        await using var pair = await SessionPair.OverTcpAsync(2);
        var (client, server) = pair;
        var slow = client.OpenStream();
        var waiting = slow.WriteAsync(new byte[1_000_000], TestContext.Current.CancellationToken);
        var unread = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        var fast = client.OpenStream();
        var writing = fast.WriteAsync(new byte[10_000_000], TestContext.Current.CancellationToken);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        await theirs.ReadExactlyAsync(new byte[10_000_000], TestContext.Current.CancellationToken);
        await writing;
        Assert.False(waiting.IsCompleted);
        await unread.ReadExactlyAsync(new byte[1_000_000], TestContext.Current.CancellationToken);
        await waiting;
    }

    [Fact]
    public async Task Silent_peer_is_left_with_its_reason()
    {
        var time = new FakeTimeProvider(1);
        var second = TimeSpan.FromSeconds(1);
        await using var session = SmuxSession.Client(new Pipe().Reader.AsStream(), new() { KeepAliveInterval = second, KeepAliveTimeout = second }, time);
        var accepting = session.AcceptStreamAsync(TestContext.Current.CancellationToken);
        time.Advance(second);
        Assert.Equal(SmuxError.KeepAliveTimeout, (await Assert.ThrowsAsync<SmuxException>(accepting.AsTask)).Error);
        Assert.True(session.IsClosed);
    }

    [Fact]
    public async Task Abort_ends_whoever_waits_at_both_ends()
    {
        await using var pair = await SessionPair.OverTcpAsync(2);
        var (client, server) = pair;
        var ours = client.OpenStream();
        var writing = ours.WriteAsync(new byte[1_000_000], TestContext.Current.CancellationToken);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        var reading = ours.ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        var accepting = server.AcceptStreamAsync(TestContext.Current.CancellationToken);
        client.Abort();
        Assert.Equal(SmuxError.SessionClosed, (await Assert.ThrowsAsync<SmuxException>(writing.AsTask)).Error);
        Assert.Equal(SmuxError.SessionClosed, (await Assert.ThrowsAsync<SmuxException>(reading.AsTask)).Error);
        await Assert.ThrowsAsync<SmuxException>(accepting.AsTask);
        await Assert.ThrowsAsync<SmuxException>(() => theirs.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        Assert.True(client.IsClosed && server.IsClosed);
        Assert.Throws<SmuxException>(client.OpenStream);
    }

    [Fact]
    public async Task Peers_of_different_versions_are_told_so()
    {
        await using var session = SmuxSession.Server(new MemoryStream([1, 3, 0, 0, 0, 0, 0, 0]), new() { Version = 2 });
        var error = await Assert.ThrowsAsync<ProtocolException>(async () => await session.AcceptStreamAsync(TestContext.Current.CancellationToken));
        Assert.Contains(nameof(SmuxConfig.Version), error.Message);
    }
}
