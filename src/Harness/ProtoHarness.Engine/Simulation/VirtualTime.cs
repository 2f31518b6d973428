namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// A clock that stands still until the simulation moves it. It starts at a date drawn from the seed, so that a role which
/// takes the machine's clock fails always, not only sometimes.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    static readonly DateTimeOffset Epoch = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Timers that nobody waits for any more and that may lie in the queue up to their time: while time stands still, a role may make and stop any number of them.</summary>
    const int MostUnwanted = 4096;

    readonly PriorityQueue<VirtualTimer.Firing, (long Due, long Order)> _timers = new();
    readonly Lock _gate = new();
    readonly DateTimeOffset _start;
    long _order;
    long _wallOffset;

    internal VirtualTime(Seed seed, DateTimeOffset? start = null) => _start = start ?? Epoch.AddSeconds(seed.Derive("clock").Value % (40UL * 365 * 86_400));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The virtual time since the start, in ticks of 100 ns.</summary>
    public long NowTicks { get; private set; }

    /// <summary>The virtual time since the start.</summary>
    public TimeSpan Elapsed => new(NowTicks);

    /// <summary>How often a timer has fired.</summary>
    internal long Fired { get; private set; }

    /// <summary>The number of timers that are pending.</summary>
    internal int PendingTimers { get; private set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(NowTicks + _wallOffset);

    /// <inheritdoc/>
    public override long GetTimestamp() => NowTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer of the line's, which may be due later than a role's can be.</summary>
    /// <param name="callback">What is called, once.</param>
    /// <param name="due">When, in ticks of virtual time.</param>
    /// <returns>The timer.</returns>
    internal ITimer CreateTimerAt(TimerCallback callback, long due)
    {
        var timer = new VirtualTimer(this, callback, null);
        timer.FireAt(due);
        return timer;
    }

    /// <summary>The date jumps; timestamps and timers go on as they were, as they do when a machine's clock is set.</summary>
    /// <param name="by">How far; negative is back.</param>
    public void JumpWallClock(TimeSpan by) => _wallOffset += by.Ticks;

    internal void Schedule(VirtualTimer timer, long due, long version)
    {
        lock (_gate)
        {
            PendingTimers++;
            if (_timers.Count > MostUnwanted && _timers.Count > 2 * PendingTimers)
            {
                Purge();
            }

            _timers.Enqueue(new VirtualTimer.Firing(timer, version), (due, _order++));
        }
    }

    internal void Forget()
    {
        lock (_gate)
        {
            PendingTimers--;
        }
    }

    /// <summary>Lets go of the timers that nobody waits for any more, and of what they would have called.</summary>
    internal void ForgetUnwanted()
    {
        lock (_gate)
        {
            Purge();
        }
    }

    /// <summary>Moves to the next timer that is still wanted.</summary>
    /// <param name="limit">How far time may go at most.</param>
    /// <returns>The timer to fire, or null when there is none before the limit.</returns>
    internal VirtualTimer? Advance(long limit)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var firing, out var key))
            {
                if (!firing.Timer.IsWanted(firing.Version))
                {
                    _timers.Dequeue();
                    continue;
                }

                if (key.Due > limit)
                {
                    return null;
                }

                _timers.Dequeue();
                NowTicks = Math.Max(NowTicks, key.Due);
                Fired++;
                return firing.Timer;
            }

            return null;
        }
    }

    void Purge()
    {
        var wanted = _timers.UnorderedItems.Where(item => item.Element.Timer.IsWanted(item.Element.Version)).ToList();
        _timers.Clear();
        _timers.EnqueueRange(wanted);
    }
}
