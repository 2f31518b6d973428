using ProtoHarness.Testing.Time;

namespace ProtoHarness.Plugins.Smux.Tests;

public class DeadlineTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_that_times_out_loses_nothing(bool byDeadline)
    {
        var time = new FakeTimeProvider(1);
        await using var pair = await SessionPair.OverTcpAsync(1, time);
        var (client, server) = pair;
        var ours = client.OpenStream();
        if (byDeadline)
        {
            ours.ReadDeadline = time.GetUtcNow() + TimeSpan.FromSeconds(2);
        }
        else
        {
            ours.ReadTimeout = 2000;
        }

        var reading = ours.ReadAsync(new byte[4], TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<TimeoutException>(reading.AsTask);

        ours.ReadDeadline = null;
        ours.ReadTimeout = Timeout.Infinite;
        await ours.WriteAsync(new byte[1], TestContext.Current.CancellationToken);
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        await theirs.WriteAsync("late"u8.ToArray(), TestContext.Current.CancellationToken);
        var read = new byte[4];
        await ours.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal("late"u8.ToArray(), read);
    }

    [Fact]
    public async Task Deadline_may_be_moved_while_a_read_waits()
    {
        var time = new FakeTimeProvider(1);
        await using var pair = await SessionPair.OverTcpAsync(1, time);
        var (client, server) = pair;
        var stream = client.OpenStream();
        stream.ReadDeadline = time.GetUtcNow() + TimeSpan.FromSeconds(1);
        var reading = stream.ReadAsync(new byte[4], TestContext.Current.CancellationToken);
        stream.ReadDeadline = time.GetUtcNow() + TimeSpan.FromSeconds(5);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(reading.IsCompleted);
        stream.ReadDeadline = time.GetUtcNow() - TimeSpan.FromSeconds(1);
        time.Advance(TimeSpan.Zero);
        await Assert.ThrowsAsync<TimeoutException>(reading.AsTask);
    }

    [Fact]
    public async Task Write_that_times_out_tells_exactly_what_went_out_and_may_be_followed_by_the_rest()
    {
        var time = new FakeTimeProvider(1);
        await using var pair = await SessionPair.OverTcpAsync(2, time);
        var (client, server) = pair;
        var ours = client.OpenStream();
        ours.WriteTimeout = 1000;
        var data = new byte[400_000];
        new Random(1).NextBytes(data);
        var writing = ours.WriteAsync(data, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(writing.AsTask);
        var sent = (int)ours.BytesWritten;
        Assert.InRange(sent, 0, SmuxConfig.InitialPeerWindow);

        ours.WriteTimeout = Timeout.Infinite;
        var theirs = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        var rest = ours.WriteAsync(data.AsMemory(sent), TestContext.Current.CancellationToken);
        var read = new byte[data.Length];
        await theirs.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
        await rest;
        Assert.Equal(data, read);
    }

    [Fact]
    public async Task Cancelled_read_and_cancelled_accept_lose_nothing()
    {
        await using var pair = await SessionPair.OverTcpAsync(1);
        var (client, server) = pair;
        using var cancellation = new CancellationTokenSource();
        var ours = client.OpenStream();
        var reading = ours.ReadAsync(new byte[4], cancellation.Token);
        var accepting = Enumerable.Range(0, 3).Select(_ => server.AcceptStreamAsync(cancellation.Token).AsTask()).ToArray();
        var first = await accepting[0];
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(reading.AsTask);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting[1]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting[2]);

        await first!.WriteAsync("here"u8.ToArray(), TestContext.Current.CancellationToken);
        var read = new byte[4];
        await ours.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal("here"u8.ToArray(), read);
        var second = client.OpenStream();
        Assert.Equal(second.Id, (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!.Id);
    }
}
