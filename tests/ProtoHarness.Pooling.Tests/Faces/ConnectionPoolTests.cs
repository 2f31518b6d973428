namespace ProtoHarness.Pooling.Tests.Faces;

public class ConnectionPoolTests
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Returned_connection_is_rented_again()
    {
        var bench = new PoolBench(new());
        var first = bench.Rented(Stop);
        var connection = first.Connection;
        bench.Return(first);
        Assert.Same(connection, bench.Rented(Stop).Connection);
        Assert.Equal(1, bench.Server.Made);
    }

    [Theory]
    [InlineData(IdleOrder.Lifo, 2)]
    [InlineData(IdleOrder.Fifo, 1)]
    public void Idle_order_decides_which_connection_comes_first(IdleOrder order, int expected)
    {
        var bench = new PoolBench(new() { IdleOrder = order });
        var leases = new[] { bench.Rented(Stop), bench.Rented(Stop) };
        bench.Return(leases[0]);
        bench.Return(leases[1]);
        Assert.Equal(expected, bench.Rented(Stop).Connection.Id);
    }

    [Fact]
    public void Second_return_is_refused_and_harms_nobody()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 });
        var lease = bench.Rented(Stop);
        var copy = lease;
        bench.Return(lease);
        var next = bench.Rented(Stop);
        Assert.Throws<LeaseMisuseException>(copy.Dispose);
        Assert.Throws<LeaseMisuseException>(() => copy.Connection);
        Assert.Throws<LeaseMisuseException>(copy.MarkBroken);
        Assert.True(next.IsActive);
        Assert.False(copy.IsActive);
        Assert.Equal(3, bench.Pool.Statistics.Misused);
        Assert.Equal(1, bench.Pool.Statistics.Leased);
    }

    [Fact]
    public void Lease_that_was_never_rented_is_refused() =>
        Assert.Throws<LeaseMisuseException>(() => default(PoolLease<TestConnection>).Connection);

    [Fact]
    public void Broken_connection_is_closed_and_replaced()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 });
        var lease = bench.Rented(Stop);
        lease.MarkBroken();
        bench.Return(lease);
        Assert.Equal(0, bench.Server.Open);
        Assert.Equal(2, bench.Rented(Stop).Connection.Id);
    }

    [Fact]
    public async Task Waiters_are_served_in_order_by_hand_over()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 });
        var lease = bench.Rented(Stop);
        var waiters = Enumerable.Range(0, 3).Select(_ => bench.Rent(Stop)).ToArray();
        foreach (var waiter in waiters)
        {
            bench.Return(lease);
            lease = await waiter;
        }

        Assert.Equal(1, bench.Server.Made);
    }

    [Fact]
    public async Task Renter_is_served_by_a_return_while_its_own_connection_is_still_being_opened()
    {
        var bench = new PoolBench(new() { MaxOpen = 2 });
        var lease = bench.Rented(Stop);
        var waiter = bench.Pool.RentAsync(Stop);
        lease.Dispose();
        Assert.Equal(1, (await waiter).Connection.Id);
        bench.Points.Run();
        Assert.Equal(1, bench.Pool.Statistics.Idle);
    }

    [Fact]
    public async Task Cancelled_waiter_loses_no_connection()
    {
        using var cancel = new CancellationTokenSource();
        var bench = new PoolBench(new() { MaxOpen = 1 });
        var lease = bench.Rented(Stop);
        var waiter = bench.Rent(cancel.Token);
        cancel.Cancel();
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => waiter);
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        bench.Return(lease);
        Assert.Equal(1, bench.Rented(Stop).Connection.Id);
    }

    [Fact]
    public async Task Timeout_names_the_settings_to_turn()
    {
        var bench = new PoolBench(new() { Name = "db", MaxOpen = 10, RentTimeout = TimeSpan.FromSeconds(30) });
        var leases = Enumerable.Range(0, 10).Select(_ => bench.Rented(Stop)).ToArray();
        var waiter = bench.Rent(Stop);
        bench.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, bench.Pool.Statistics.Waiting);
        bench.Advance(TimeSpan.FromMilliseconds(1));
        var thrown = await Assert.ThrowsAsync<PoolTimeoutException>(() => waiter);
        Assert.Contains("Raise MaxOpen (currently 10) or RentTimeout (currently 00:00:30)", thrown.Message);
        Assert.Contains("10 of 10 are in use", thrown.Message);
        Assert.Equal(10, leases.Length);
    }

    [Fact]
    public async Task Timeout_of_zero_waits_for_nothing()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 });
        var lease = bench.Rented(Stop);
        await Assert.ThrowsAsync<PoolTimeoutException>(() => bench.Pool.RentAsync(TimeSpan.Zero, Stop).AsTask());
        bench.Return(lease);
        Assert.Equal(1, (await bench.Pool.RentAsync(TimeSpan.Zero, Stop)).Connection.Id);
    }

    [Fact]
    public async Task One_waiter_too_many_is_refused_at_once()
    {
        var bench = new PoolBench(new() { MaxOpen = 1, MaxWaiters = 1 });
        var lease = bench.Rented(Stop);
        var waiter = bench.Rent(Stop);
        var thrown = await Assert.ThrowsAsync<PoolExhaustedException>(() => bench.Rent(Stop));
        Assert.Contains("Raise MaxWaiters (currently 1)", thrown.Message);
        bench.Return(lease);
        Assert.True((await waiter).IsActive);
    }

    [Fact]
    public async Task Failure_of_the_factory_reaches_its_renter_and_nobody_else()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 });
        bench.Server.Failures.Enqueue(new InvalidOperationException("no route"));
        var first = bench.Pool.RentAsync(Stop).AsTask();
        var second = bench.Pool.RentAsync(Stop).AsTask();
        bench.Points.Run();
        Assert.Equal("no route", (await Assert.ThrowsAsync<InvalidOperationException>(() => first)).Message);
        Assert.Equal(1, (await second).Connection.Id);
        Assert.Equal(1, bench.Pool.Statistics.Open);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void Idle_connection_is_closed_at_its_timeout_and_not_before(int resolutionSeconds)
    {
        var bench = new PoolBench(new() { IdleTimeout = 5 * Minute, TimeResolution = TimeSpan.FromSeconds(resolutionSeconds) });
        bench.Return(bench.Rented(Stop));
        bench.Advance((5 * Minute) - TimeSpan.FromSeconds(resolutionSeconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, bench.Server.Open);
        bench.Advance(TimeSpan.FromSeconds(resolutionSeconds) + TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, bench.Server.Open);
        Assert.Equal(0, bench.Pool.Statistics.Open);
    }

    [Fact]
    public void Lifetime_ends_a_connection_when_it_is_returned()
    {
        var bench = new PoolBench(new() { MaxLifetime = 10 * Minute });
        var kept = bench.Rented(Stop);
        bench.Advance((10 * Minute) - TimeSpan.FromTicks(1));
        bench.Return(kept);
        var again = bench.Rented(Stop);
        Assert.Equal(1, again.Connection.Id);
        bench.Advance(TimeSpan.FromTicks(1));
        bench.Return(again);
        Assert.Equal(0, bench.Server.Open);
    }

    [Fact]
    public async Task Expired_connection_is_not_handed_to_a_waiter()
    {
        var bench = new PoolBench(new() { MaxOpen = 1, MaxLifetime = Minute, RentTimeout = Timeout.InfiniteTimeSpan });
        var lease = bench.Rented(Stop);
        var waiter = bench.Rent(Stop);
        bench.Advance(Minute);
        bench.Return(lease);
        Assert.Equal(2, (await waiter).Connection.Id);
    }

    [Fact]
    public void More_than_the_maximum_are_not_kept_idle()
    {
        var bench = new PoolBench(new() { MaxOpen = 3, MaxIdle = 1 });
        var leases = new[] { bench.Rented(Stop), bench.Rented(Stop), bench.Rented(Stop) };
        foreach (var lease in leases)
            bench.Return(lease);
        Assert.Equal(1, bench.Server.Open);
    }

    [Fact]
    public void Dead_idle_connections_are_pinged_away_until_one_answers()
    {
        var bench = new PoolBench(new(), ping: true);
        var leases = new[] { bench.Rented(Stop), bench.Rented(Stop), bench.Rented(Stop) };
        leases[1].Connection.Alive = leases[2].Connection.Alive = false;
        foreach (var lease in leases)
            bench.Return(lease);
        Assert.Equal(1, bench.Rented(Stop).Connection.Id);
        Assert.Equal(1, bench.Server.Open);
    }

    [Fact]
    public async Task Connection_that_comes_from_a_holder_is_pinged_too()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 }, ping: true);
        var lease = bench.Rented(Stop);
        var waiter = bench.Rent(Stop);
        lease.Connection.Alive = false;
        bench.Return(lease);
        Assert.Equal(2, (await waiter).Connection.Id);
    }

    [Fact]
    public async Task Warm_up_opens_the_initial_connections()
    {
        var bench = new PoolBench(new() { InitialOpen = 4 });
        var warmUp = bench.Pool.WarmUpAsync(Stop);
        bench.Points.Run();
        await warmUp;
        Assert.Equal(4, bench.Pool.Statistics.Idle);
        await bench.Pool.WarmUpAsync(Stop);
        Assert.Equal(4, bench.Server.Made);
    }

    [Fact]
    public async Task Warm_up_tells_the_first_failure_and_keeps_the_rest()
    {
        var bench = new PoolBench(new() { InitialOpen = 3 });
        bench.Server.Failures.Enqueue(null);
        bench.Server.Failures.Enqueue(new TimeoutException("slow"));
        var warmUp = bench.Pool.WarmUpAsync(Stop);
        bench.Points.Run();
        await Assert.ThrowsAsync<TimeoutException>(() => warmUp);
        Assert.Equal(2, bench.Pool.Statistics.Idle);
    }

    [Fact]
    public void Cleared_pool_hands_out_only_what_was_opened_after()
    {
        var bench = new PoolBench(new());
        var leased = bench.Rented(Stop);
        bench.Return(bench.Rented(Stop));
        bench.Pool.Clear();
        bench.Points.Run();
        bench.Return(leased);
        Assert.Equal(0, bench.Server.Open);
        Assert.Equal(3, bench.Rented(Stop).Connection.Id);
    }

    [Fact]
    public async Task Graceful_end_serves_who_waits_and_refuses_who_comes()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 });
        var lease = bench.Rented(Stop);
        var waiter = bench.Rent(Stop);
        var closed = bench.Pool.CloseAsync(PoolShutdown.Graceful, Stop);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.Rent(Stop));
        bench.Return(lease);
        Assert.False(closed.IsCompleted);
        bench.Return(await waiter);
        await closed;
        Assert.Equal((0, 0), (bench.Server.Open, bench.Pool.Statistics.Open));
    }

    [Fact]
    public async Task Immediate_end_takes_connections_from_their_holders()
    {
        var bench = new PoolBench(new() { MaxOpen = 1 });
        var lease = bench.Rented(Stop);
        var waiter = bench.Rent(Stop);
        var closed = bench.Pool.DisposeAsync();
        bench.Points.Run();
        await closed;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiter);
        Assert.Equal(0, bench.Server.Open);
        Assert.Throws<ObjectDisposedException>(() => lease.Connection);
        lease.Dispose();
        await bench.Pool.DisposeAsync();
        Assert.Equal(0, bench.Pool.Statistics.Misused);
    }

    [Theory]
    [InlineData(0, null, 0, "MaxOpen")]
    [InlineData(2, 3, 0, "MaxIdle")]
    [InlineData(2, 1, 2, "InitialOpen")]
    public void Setting_out_of_range_is_named(int maxOpen, int? maxIdle, int initial, string name)
    {
        var options = new ConnectionPoolOptions { MaxOpen = maxOpen, MaxIdle = maxIdle, InitialOpen = initial };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new PoolBench(options)).ParamName);
    }
}
