using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>Warm-up, clearing, the timer and the end.</summary>
public sealed partial class ConnectionPool<T>
{
    readonly Lock _timerGate = new();
    ITimer? _timer;
    bool _timerStopped;

    /// <summary>Opens connections until <see cref="ConnectionPoolOptions.InitialOpen"/> are open, all at once.</summary>
    /// <param name="cancellationToken">Ends the waiting; what is being opened goes on.</param>
    /// <remarks>What the factory throws first comes out; the connections that could be opened stay.</remarks>
    public async Task WarmUpAsync(CancellationToken cancellationToken = default)
    {
        var batch = new WarmUpTicket();
        Step(core => core.WarmUp(batch));
        await batch.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Closes every idle connection, and each one that is in use or being opened as soon as it comes back. Who rents after this gets
    /// one that was opened after this.
    /// </summary>
    public void Clear() => Step(core => core.Clear());

    /// <summary>Closes the pool. May be called again, also to turn a graceful end into an immediate one.</summary>
    /// <param name="shutdown">Whether holders and waiters are let finish.</param>
    /// <param name="cancellationToken">Ends the waiting; the pool stays closed.</param>
    /// <returns>Completes when no connection is open any more.</returns>
    public async Task CloseAsync(PoolShutdown shutdown, CancellationToken cancellationToken = default)
    {
        Step(core => core.Shutdown(shutdown));
        if (shutdown == PoolShutdown.Immediate)
            Queue(static closing => ((CancellationTokenSource)closing).Cancel(), _closing);
        await _drained.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Closes the pool with <see cref="PoolShutdown.Immediate"/>: a lease that was forgotten does not hold it up.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(PoolShutdown.Immediate);

    void StepInTime(Action<PoolCore> step) => Step(step, _clock.GetTimestamp());

    void Step(Action<PoolCore> step, long now = 0)
    {
        List<PoolAction>? actions;
        _core.Gate.Enter();
        try
        {
            _core.Observe(now);
            step(_core);
            actions = TakeActions();
        }
        finally
        {
            _core.Gate.Exit();
        }

        if (actions is not null)
            Perform(actions);
    }

    void ArmTimer()
    {
        // Two threads may come here in the wrong order. Each reads the due time anew, so the last one sets the latest.
        lock (_timerGate)
        {
            if (_timerStopped)
                return;
            _timer ??= CreateTimer();
            _timer.Change(DelayUntil(_core.NextDue), Timeout.InfiniteTimeSpan);
        }
    }

    // The timer lives as long as the pool and must not keep the first renter's ambient values alive.
    ITimer CreateTimer()
    {
        if (ExecutionContext.IsFlowSuppressed())
            return New();
        using (ExecutionContext.SuppressFlow())
            return New();

        ITimer New() => _clock.CreateTimer(
            static pool => ((ConnectionPool<T>)pool!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    void OnTimer() => StepInTime(core => core.Tick());

    void StopTimer()
    {
        lock (_timerGate)
        {
            _timerStopped = true;
            _timer?.Dispose();
        }
    }

    // Rounded up to milliseconds, which is what timers count: one that fires a little early would find nothing due and fire again at once.
    TimeSpan DelayUntil(long due)
    {
        if (due == PoolLimits.Never)
            return Timeout.InfiniteTimeSpan;
        var milliseconds = Math.Ceiling((due - _clock.GetTimestamp()) * 1000.0 / _clock.TimestampFrequency);
        return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, int.MaxValue));
    }

    sealed class WarmUpTicket : PoolTicket
    {
        internal TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Exception? Error { get; set; }

        internal void Complete()
        {
            if (Error is null)
                Done.TrySetResult();
            else
                Done.TrySetException(Error);
        }
    }
}
