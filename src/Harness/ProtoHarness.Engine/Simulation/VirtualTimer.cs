namespace ProtoHarness.Engine.Simulation;

/// <summary>A timer on virtual time. Its callback runs on the simulation's thread.</summary>
sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    const long Never = -1;

    readonly ExecutionContext? _context = ExecutionContext.Capture();
    long _version;
    long _due = Never;
    long _period = Never;

    public readonly record struct Firing(VirtualTimer Timer, long Version);

    public bool IsWanted(long version) => version == _version && _due != Never;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_version < 0)
        {
            return false;
        }

        Unschedule();
        _version++;
        _period = period <= TimeSpan.Zero ? Never : period.Ticks;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            Schedule(time.NowTicks + Math.Max(0, dueTime.Ticks));
        }

        return true;
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
