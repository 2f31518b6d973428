namespace ProtoHarness.Engine.Loading;

/// <summary>Turns a burst of signals into one, once there was quiet for a while: a build touches an assembly several times.</summary>
sealed class Debouncer : IDisposable
{
    readonly TimeSpan _quiet;
    readonly ITimer _timer;
    readonly SemaphoreSlim _due = new(0, 1);
    readonly Lock _gate = new();
    bool _disposed;

    public Debouncer(TimeSpan quiet, TimeProvider time)
    {
        _quiet = quiet;
        _timer = time.CreateTimer(static state => ((Debouncer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something changed; the wait for quiet starts anew.</summary>
    public void Signal() => _timer.Change(_quiet, Timeout.InfiniteTimeSpan);

    /// <summary>Completes once there was quiet after a signal that no wait has taken yet.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _due.WaitAsync(cancellationToken);

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _due.Dispose();
        }
    }

    void Fire()
    {
        lock (_gate)
        {
            // A timer that is disposed of may still be firing.
            if (!_disposed && _due.CurrentCount == 0)
            {
                _due.Release();
            }
        }
    }
}
