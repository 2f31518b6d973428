using System.Threading.Tasks.Sources;
using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>A renter in the queue: the core's ticket and the task that its caller awaits. Used again and again.</summary>
sealed class PoolWaiter<T> : PoolTicket, IValueTaskSource<PoolLease<T>>
    where T : notnull
{
    readonly ConnectionPool<T> _pool;
    ManualResetValueTaskSourceCore<PoolLease<T>> _source;
    CancellationTokenRegistration _cancellation;
    CancellationToken _token;

    internal PoolWaiter(ConnectionPool<T> pool)
    {
        _pool = pool;
        // The returner hands over a connection, not its thread: what the renter does next runs elsewhere.
        _source.RunContinuationsAsynchronously = true;
    }

    /// <summary>In the pool's list of waiters that can be used again.</summary>
    internal PoolWaiter<T>? NextFree { get; set; }

    /// <summary>When this renter's time is measured: its start.</summary>
    internal long WaitingSince { get; set; }

    /// <summary>How long its caller is ready to wait.</summary>
    internal TimeSpan Patience { get; set; }

    /// <summary>What the factory threw, for a renter refused for that.</summary>
    internal Exception? OpenError { get; set; }

    internal ValueTask<PoolLease<T>> Task => new(this, _source.Version);

    internal CancellationToken Token => _token;

    internal void ListenTo(CancellationToken token)
    {
        _token = token;
        _cancellation = token.UnsafeRegister(static waiter => ((PoolWaiter<T>)waiter!).OnCancelled(), this);
    }

    internal void Complete() => _source.SetResult(new((LeasedSlot<T>)Slot!, Version));

    internal void Fail(Exception why) => _source.SetException(why);

    public PoolLease<T> GetResult(short token)
    {
        // Who was refused gets the exception, and leaves this object to the collector.
        var lease = _source.GetResult(token);
        var slot = (LeasedSlot<T>)Slot!;

        // Waits for a cancellation that runs right now, so that it cannot reach the next renter who gets this object.
        _cancellation.Dispose();
        Reset();
        slot.Waiter = this;
        return lease;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void OnCancelled() => _pool.Cancel(this);

    void Reset()
    {
        _source.Reset();
        _cancellation = default;
        _token = default;
        OpenError = null;
        Slot = null;
        State = PoolTicketState.New;
    }
}
