using System.Threading.Tasks.Sources;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// A stream's waiting read or write: made once per stream and direction and used again. It ends once, by the first of result, fault,
/// cancellation and deadline; late ones find that it does not wait any more, or waits for somebody else.
/// </summary>
sealed class SmuxOperation : SmuxCompletion, IValueTaskSource<int>, IValueTaskSource
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    readonly SmuxStream _stream;
    readonly bool _isRead;
    ManualResetValueTaskSourceCore<int> _source;
    CancellationToken _cancellation;
    CancellationTokenRegistration _registration;
    TimeProvider? _time;
    TimeSpan? _limit;
    long _armed;
    ITimer? _timer;
    int _result;
    Exception? _error;

    internal SmuxOperation(SmuxStream stream, bool isRead)
    {
        _stream = stream;
        _isRead = isRead;
    }

    internal override SmuxSession Session => _stream.Session;

    /// <summary>Whether it waits. Guarded by the session's lock.</summary>
    internal bool IsWaiting { get; private set; }

    /// <summary>Whether it is in use: waiting, or settled and not yet taken by the one who awaits it.</summary>
    internal bool IsBusy { get; private set; }

    internal short Version => _source.Version;

    /// <summary>Begins to wait. Under the session's lock.</summary>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="limit">How long it may wait; null: for ever.</param>
    /// <param name="cancellation">Ends it; at once, inside this call, when it is cancelled already.</param>
    internal void Begin(TimeProvider time, TimeSpan? limit, CancellationToken cancellation)
    {
        _source.Reset();
        IsWaiting = IsBusy = true;
        (_result, _error) = (0, null);
        Arm(time, limit);
        _cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(static state => ((SmuxOperation)state!).OnCancelled(), this);
    }

    /// <summary>Sets another limit. It is measured by the clock's timestamps: the date may jump. Under the session's lock.</summary>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="limit">How long it may wait from now; null: for ever.</param>
    internal void Arm(TimeProvider time, TimeSpan? limit)
    {
        if (limit is null && _limit is null)
        {
            return;
        }

        (_time, _limit, _armed) = (time, limit, time.GetTimestamp());
        _timer ??= time.CreateTimer(static state => ((SmuxOperation)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(limit ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends it. Under the session's lock; <see cref="Run"/> follows outside.</summary>
    /// <param name="result">The bytes.</param>
    /// <param name="error">The error, or null.</param>
    internal void Settle(int result, Exception? error)
    {
        IsWaiting = false;
        (_result, _error) = (result, error);
        if (_limit is not null)
        {
            _limit = null;
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    internal override void Run()
    {
        _registration.Unregister();
        _registration = default;
        if (_error is { } error)
        {
            _source.SetException(error);
        }
        else
        {
            _source.SetResult(_result);
        }
    }

    /// <summary>Lets go of the timer. Under the session's lock.</summary>
    internal void DisposeTimer()
    {
        _timer?.Dispose();
        _timer = null;
        _limit = null;
    }

    /// <inheritdoc/>
    public int GetResult(short token)
    {
        var isCurrent = token == _source.Version;
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            if (isCurrent)
            {
                IsBusy = false;
                _stream.OnTaken(_isRead);
            }
        }
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void OnCancelled() => _stream.EndEarly(this, _isRead, () => _cancellation.IsCancellationRequested ? new OperationCanceledException(_cancellation) : null);

    void OnTimer() => _stream.EndEarly(this, _isRead, TimeOut);

    TimeoutException? TimeOut()
    {
        if (_limit is not { } limit)
        {
            return null;
        }

        var left = limit - _time!.GetElapsedTime(_armed);
        if (left > TimeSpan.Zero)
        {
            // A call that was meant for an earlier operation, or a timer that is less exact than the clock.
            _timer?.Change(left < Tick ? Tick : left, Timeout.InfiniteTimeSpan);
            return null;
        }

        return new TimeoutException($"stream {_stream.Id}: the {(_isRead ? "read" : "write")} timed out");
    }
}
