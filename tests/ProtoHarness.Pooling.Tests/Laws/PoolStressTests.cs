using System.Collections.Concurrent;
using ProtoHarness.Testing.Linearizability;
using ProtoHarness.Testing.Schedules;

namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>The pool on real threads with the real clock: what the explorer's one-at-a-time strands leave out.</summary>
public class PoolStressTests
{
    // Far more than any of these takes on a busy machine; reached only by a worker that hangs.
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    sealed class Conn : IDisposable
    {
        internal static int Open;
        internal static int Most;
        internal int Holders;
        internal bool Broken;
        internal int Closed;

        public void Dispose()
        {
            Assert.Equal(1, Interlocked.Increment(ref Closed));
            Interlocked.Decrement(ref Open);
        }
    }

    [Theory]
    [InlineData(1, IdleOrder.Lifo)]
    [InlineData(3, IdleOrder.Fifo)]
    [InlineData(10, IdleOrder.Lifo)]
    public async Task Laws_hold_on_real_threads(int maxOpen, IdleOrder order)
    {
        Conn.Open = Conn.Most = 0;
        var pool = new ConnectionPool<Conn>(
            Connect,
            new() { MaxOpen = maxOpen, IdleOrder = order, IdleTimeout = TimeSpan.FromMilliseconds(500), RentTimeout = Timeout.InfiniteTimeSpan },
            (connection, _) => new(!connection.Broken));
        await ThreadStress.RunAsync(12, 5, Worker, Limit);
        await pool.CloseAsync(PoolShutdown.Graceful, TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (pool.Statistics.Open, Conn.Open));
        Assert.InRange(Conn.Most, 1, maxOpen);

        async ValueTask<Conn> Connect(CancellationToken cancellationToken)
        {
            var open = Interlocked.Increment(ref Conn.Open);
            for (var most = Conn.Most; open > most; most = Conn.Most)
                Interlocked.CompareExchange(ref Conn.Most, open, most);
            await Task.Yield();
            return new();
        }

        async Task Worker(int number, Random random, CancellationToken stop)
        {
            for (var i = 0; i < 400 && !stop.IsCancellationRequested; i++)
            {
                using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
                if (random.Next(6) == 0)
                    _ = Task.Run(cancel.Cancel, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
                try
                {
                    await using var lease = await pool.RentAsync(cancel.Token);
                    Assert.Equal(1, Interlocked.Increment(ref lease.Connection.Holders));
                    Assert.False(lease.Connection.Broken);
                    if (random.Next(4) == 0)
                        await Task.Yield();
                    Thread.SpinWait(random.Next(200));
                    lease.Connection.Broken = random.Next(20) == 0;
                    if (random.Next(30) == 0)
                        lease.MarkBroken();
                    Interlocked.Decrement(ref lease.Connection.Holders);
                }
                catch (OperationCanceledException) when (cancel.IsCancellationRequested)
                {
                }
                catch (ObjectDisposedException) when (stop.IsCancellationRequested)
                {
                }
            }
        }
    }

    [Fact]
    public async Task Histories_on_real_threads_are_linearizable()
    {
        const int MaxOpen = 2;
        for (var round = 0; round < 40; round++)
        {
            var made = 0;
            var ids = new ConcurrentDictionary<object, int>();
            await using var pool = new ConnectionPool<object>(_ => new(new object()), new() { MaxOpen = MaxOpen });
            var history = new OperationHistory<PoolOperation, string>();
            await ThreadStress.RunAsync(4, (ulong)round, async (number, random, stop) =>
            {
                for (var i = 0; i < 8; i++)
                {
                    var call = history.Call($"worker {number}", PoolOperation.Rent);
                    var lease = await pool.RentAsync(stop);
                    var id = ids.GetOrAdd(lease.Connection, _ => Interlocked.Increment(ref made));
                    history.Return(call, $"thing {id}");
                    Thread.SpinWait(random.Next(300));
                    call = history.Call($"worker {number}", PoolOperation.Return(id));
                    lease.Dispose();
                    history.Return(call, "done");
                }
            }, Limit);
            LinearizabilityChecker.Check(new PoolModel(MaxOpen), history.Entries).ThrowIfBroken();
        }
    }
}
