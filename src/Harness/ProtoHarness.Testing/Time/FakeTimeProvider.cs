namespace ProtoHarness.Testing.Time;

/// <summary>
/// A clock that moves only when it is told to. Timers fire on the thread that advances it, in order of their due time and, at the
/// same time, of their creation.
/// </summary>
/// <remarks>
/// It starts at a date that looks random but depends on the seed alone, so that code that asks the real clock fails every time instead
/// of now and then. A timer's callback may create, change and dispose timers, and read the clock: it sees its own due time.
/// </remarks>
public sealed class FakeTimeProvider : TimeProvider
{
    /// <summary>Timers that may fire in one <see cref="Advance(TimeSpan)"/> before it is taken for a loop.</summary>
    public const int MaxTimersPerAdvance = 1_000_000;

    static readonly DateTimeOffset Earliest = new(1971, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Lock _lock = new();
    readonly SortedSet<FakeTimer> _pending = new(FakeTimer.ByDueTime);
    readonly DateTimeOffset _start;
    TimeSpan _elapsed;
    long _created;

    /// <summary>Starts at a date between 1971 and 2171 that depends on <paramref name="seed"/> alone.</summary>
    public FakeTimeProvider(ulong seed = 0)
    {
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        _start = Earliest + TimeSpan.FromTicks(random.NextInt64(TimeSpan.FromDays(200 * 365.25).Ticks));
    }

    /// <summary>Starts at a date.</summary>
    public FakeTimeProvider(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <summary>The date at which it started.</summary>
    public DateTimeOffset Start => _start;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
                return _elapsed;
        }
    }

    /// <summary>Number of timers that are to fire.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
                return _pending.Count;
        }
    }

    /// <summary>Time until the next timer fires, or <see langword="null"/> if none is to.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_lock)
                return _pending.Min is { } next ? next.Due - _elapsed : null;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, Interlocked.Increment(ref _created), callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward, stopping at each timer that is due on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative: this clock does not go back.</exception>
    /// <exception cref="InvalidOperationException">More than <see cref="MaxTimersPerAdvance"/> timers were due.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = Elapsed + by;
        for (var fired = 0; TryStepTo(target) is { } timer; fired++)
        {
            if (fired == MaxTimersPerAdvance)
                throw new InvalidOperationException($"{MaxTimersPerAdvance} timers were due within {by}: a timer re-arms itself without delay.");
            timer.Fire();
        }
    }

    /// <summary>Moves the clock to the next timer and fires it and all others due at that time.</summary>
    /// <returns><see langword="false"/> if no timer is pending.</returns>
    public bool AdvanceToNextTimer()
    {
        if (UntilNextTimer is not { } wait)
            return false;
        Advance(wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
        return true;
    }

    internal bool TrySchedule(FakeTimer timer, TimeSpan? dueTime, TimeSpan? period)
    {
        lock (_lock)
        {
            if (timer.Disposed)
                return false;
            _pending.Remove(timer);
            timer.Period = period;
            if (dueTime is not { } due)
                return true;
            timer.Due = _elapsed + due;
            _pending.Add(timer);
            return true;
        }
    }

    internal void Cancel(FakeTimer timer)
    {
        lock (_lock)
        {
            timer.Disposed = true;
            _pending.Remove(timer);
        }
    }

    FakeTimer? TryStepTo(TimeSpan target)
    {
        lock (_lock)
        {
            if (_pending.Min is not { } next || next.Due > target)
            {
                _elapsed = target > _elapsed ? target : _elapsed;
                return null;
            }

            _pending.Remove(next);
            _elapsed = next.Due > _elapsed ? next.Due : _elapsed;
            if (next.Period is { } period)
            {
                next.Due += period;
                _pending.Add(next);
            }

            return next;
        }
    }
}
