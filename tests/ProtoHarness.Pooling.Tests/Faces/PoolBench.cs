using ProtoHarness.Testing.Time;

namespace ProtoHarness.Pooling.Tests.Faces;

/// <summary>A pool with everything around it in the test's hand: clock, server, and the work for other threads.</summary>
sealed class PoolBench
{
    internal PoolBench(ConnectionPoolOptions options, bool ping = false)
    {
        Pool = new(
            Server.Connect,
            options with { TimeProvider = Clock },
            ping ? TestServer.Ping : null,
            Points);
    }

    internal FakeTimeProvider Clock { get; } = new(7);

    internal TestServer Server { get; } = new();

    internal InlinePoints Points { get; } = new();

    internal ConnectionPool<TestConnection> Pool { get; }

    /// <summary>Rents, and does what other threads would do meanwhile.</summary>
    internal Task<PoolLease<TestConnection>> Rent(CancellationToken cancellationToken = default)
    {
        var task = Pool.RentAsync(cancellationToken).AsTask();
        Points.Run();
        return task;
    }

    internal PoolLease<TestConnection> Rented(CancellationToken cancellationToken = default)
    {
        var task = Rent(cancellationToken);
        Assert.True(SpinWait.SpinUntil(() => task.IsCompleted, TimeSpan.FromSeconds(10)), "a connection can be had at once");
        return task.Result;
    }

    internal void Return(PoolLease<TestConnection> lease)
    {
        lease.Dispose();
        Points.Run();
    }

    internal void Advance(TimeSpan time)
    {
        Clock.Advance(time);
        Points.Run();
    }
}
