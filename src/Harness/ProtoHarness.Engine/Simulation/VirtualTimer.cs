namespace ProtoHarness.Engine.Simulation;

/// <summary>A timer on virtual time. Its callback runs on the simulation's thread.</summary>
sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    const long Never = -1;

    /// <summary>The longest span that the machine's timers take, in milliseconds.</summary>
    const long Longest = 0xFFFF_FFFE;

    readonly ExecutionContext? _context = ExecutionContext.Capture();
    long _version;
    long _due = Never;
    long _period = Never;

    public readonly record struct Firing(VirtualTimer Timer, long Version);

    public bool IsWanted(long version) => version == _version && _due != Never;

    /// <summary>Changes it, as the machine's timers are changed: -1 ms is never, and a period of less than 1 ms is none.</summary>
    /// <param name="dueTime">The time to the first firing.</param>
    /// <param name="period">The time between two.</param>
    /// <returns>Whether it was not disposed of before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is below -1 ms or above 2^32 - 2 ms, which the machine's timers do not take either.</exception>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var due = Milliseconds(dueTime, nameof(dueTime));
        var again = Milliseconds(period, nameof(period));
        if (_version < 0)
        {
            return false;
        }

        Unschedule();
        _version++;
        _period = again <= 0 ? Never : period.Ticks;
        if (due != Timeout.Infinite)
        {
            Schedule(time.NowTicks + Math.Max(0, dueTime.Ticks));
        }

        return true;
    }

    /// <summary>Has it fire once, however far that is.</summary>
    /// <param name="due">When, in ticks of virtual time.</param>
    public void FireAt(long due)
    {
        Unschedule();
        _version++;
        Schedule(Math.Max(time.NowTicks, due));
    }

    public void Fire()
    {
        _due = Never;
        time.Forget();
        if (_period != Never)
        {
            _version++;
            Schedule(time.NowTicks + _period);
        }

        if (_context is null)
        {
            callback(state);
        }
        else
        {
            ExecutionContext.Run(_context, static self => ((VirtualTimer)self!).Call(), this);
        }
    }

    public void Dispose()
    {
        Unschedule();
        _version = long.MinValue;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    static long Milliseconds(TimeSpan span, string name)
    {
        var milliseconds = (long)span.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, Timeout.Infinite, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, Longest, name);
        return milliseconds;
    }

    void Call() => callback(state);

    void Schedule(long due)
    {
        _due = due;
        time.Schedule(this, due, _version);
    }

    void Unschedule()
    {
        if (_due != Never)
        {
            _due = Never;
            time.Forget();
        }
    }
}
