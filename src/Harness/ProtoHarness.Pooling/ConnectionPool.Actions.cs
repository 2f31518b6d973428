using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>Carries out what the core asks for.</summary>
public sealed partial class ConnectionPool<T>
{
    static readonly Action<object> OpenWork = static slot => _ = ((LeasedSlot<T>)slot).Pool.OpenAsync((LeasedSlot<T>)slot);
    static readonly Action<object> PingWork = static slot => _ = ((LeasedSlot<T>)slot).Pool.PingAsync((LeasedSlot<T>)slot);
    static readonly Action<object> CloseWork = static slot => _ = ((LeasedSlot<T>)slot).Pool.CloseAsync((LeasedSlot<T>)slot);

    readonly CancellationTokenSource _closing = new();
    readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<PoolAction>?[] _spares = new List<PoolAction>?[4];
    long _opened;
    long _openFailures;
    long _closed;
    long _timedOut;
    long _misused;

    /// <summary>Under the lock: what is to be done after it, or <see langword="null"/> for nothing.</summary>
    List<PoolAction>? TakeActions()
    {
        if (_core.Actions.Count == 0)
            return null;
        var actions = _core.Actions;
        List<PoolAction>? spare = null;
        for (var i = 0; i < _spares.Length && spare is null; i++)
            spare = Interlocked.Exchange(ref _spares[i], null);
        _core.Actions = spare ?? [];
        return actions;
    }

    void Keep(List<PoolAction> done)
    {
        done.Clear();
        for (var i = 0; i < _spares.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _spares[i], done, null) is null)
                return;
        }
    }

    void Perform(List<PoolAction> actions, bool pingHere = false)
    {
        // The list grows while it is worked off: a ping that ends at once may ask for more.
        for (var i = 0; i < actions.Count; i++)
        {
            var action = actions[i];
            switch (action.Kind)
            {
                case PoolActionKind.Grant:
                    _points?.Point("grant");
                    ((PoolWaiter<T>)action.Ticket!).Complete();
                    break;
                case PoolActionKind.Refuse:
                    Refuse((PoolWaiter<T>)action.Ticket!, action.Refusal);
                    break;
                case PoolActionKind.Open:
                    Queue(OpenWork, action.Slot!);
                    break;
                case PoolActionKind.Ping when pingHere:
                    PingNow((LeasedSlot<T>)action.Slot!, actions);
                    break;
                case PoolActionKind.Ping:
                    Queue(PingWork, action.Slot!);
                    break;
                case PoolActionKind.Close:
                    PoolMetrics.Closed(_options.Name, action.Reason);
                    Queue(CloseWork, action.Slot!);
                    break;
                case PoolActionKind.Arm:
                    ArmTimer();
                    break;
                case PoolActionKind.WarmedUp:
                    ((WarmUpTicket)action.Ticket!).Complete();
                    break;
                case PoolActionKind.Drained:
                    StopTimer();
                    PoolMetrics.Unregister(this);
                    _drained.TrySetResult();
                    break;
            }
        }

        Keep(actions);
    }

    void Queue(Action<object> work, object state)
    {
        if (_points is not null)
            _points.Queue(work, state);
        else if (_options.SynchronizationContext is { } context)
            context.Post(static job => ((QueuedWork)job!).Run(), new QueuedWork(work, state));
        else
            ThreadPool.UnsafeQueueUserWorkItem(work, state, preferLocal: false);
    }

    async Task OpenAsync(LeasedSlot<T> slot)
    {
        Exception? error = null;
        using (var limit = new CancellationTokenSource(_options.ConnectTimeout, _clock))
        using (_closing.Token.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit))
        {
            try
            {
                slot.Connection = await _factory(limit.Token);
                if (slot.Connection is null)
                    error = new InvalidOperationException($"The factory of pool '{_options.Name}' returned null.");
            }
            catch (Exception thrown)
            {
                error = thrown is OperationCanceledException && limit.IsCancellationRequested ? OpenStopped(thrown) : thrown;
            }
        }

        _points?.Point("opened");
        PoolMetrics.Opened(_options.Name, error is null);
        StepInTime(core =>
        {
            if (error is null)
            {
                _opened++;
                core.Opened(slot);
                return;
            }

            _openFailures++;
            switch (slot.OpenedFor)
            {
                case PoolWaiter<T> waiter: waiter.OpenError = error; break;
                case WarmUpTicket warmUp: warmUp.Error ??= error; break;
            }

            core.OpenFailed(slot);
        });
    }

    async Task CloseAsync(LeasedSlot<T> slot)
    {
        var connection = slot.Connection;
        slot.Connection = default;
        try
        {
            if (connection is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (connection as IDisposable)?.Dispose();
        }
        catch (Exception)
        {
            // A connection that cannot even be closed is gone all the same, and nobody is there who could be told: it is counted.
            PoolMetrics.CloseFailed(_options.Name);
        }

        _points?.Point("closed");
        StepInTime(core =>
        {
            _closed++;
            core.Closed(slot);
        });
    }

    Exception OpenStopped(Exception cancelled) => _closing.IsCancellationRequested
        ? Closed()
        : new TimeoutException(
            $"No connection of pool '{_options.Name}' could be opened within {_options.ConnectTimeout}. "
            + $"Raise {nameof(ConnectionPoolOptions.ConnectTimeout)} if the peer is only slow.",
            cancelled);

    sealed record QueuedWork(Action<object> Work, object State)
    {
        internal void Run() => Work(State);
    }
}
