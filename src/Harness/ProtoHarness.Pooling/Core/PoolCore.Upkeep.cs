namespace ProtoHarness.Pooling.Core;

/// <summary>Time, warm-up, clearing and the end.</summary>
partial class PoolCore
{
    bool _drained;
    long _now = long.MinValue;

    /// <summary>The real time is not yet past this, by the promise of <see cref="PoolLimits.Resolution"/>.</summary>
    long _horizon = long.MinValue;

    /// <summary>Tells the time. It does not go back: of two threads that tell it, the later one may come first.</summary>
    internal void Observe(long now)
    {
        if (now <= _now)
            return;
        _now = now;
        _horizon = _limits.UsesClock ? PoolLimits.After(now, _limits.Resolution) : now;
    }

    /// <summary>The time that was told is at or after <see cref="NextDue"/>: refuses renters whose deadline passed, closes what is too old.</summary>
    internal void Tick()
    {
        NextDue = PoolLimits.Never;
        for (var ticket = FirstWaiter; ticket is not null;)
        {
            var next = ticket.Next;
            if (ticket.Deadline <= _now)
            {
                Dequeue(ticket);
                Refuse(ticket, PoolRefusal.TimedOut);
            }

            ticket = next;
        }

        CloseIdle(StaleReason);
        ArmNext();
        CheckDrained();
    }

    /// <summary>Opens connections until <see cref="PoolLimits.InitialOpen"/> are open or on their way; an action tells when that is over.</summary>
    internal void WarmUp(PoolTicket batch)
    {
        // A warm-up never stands in the queue, so nothing is granted to it: what it opens becomes idle, or goes to who waits.
        batch.State = PoolTicketState.Granted;
        while (_phase == PoolPhase.Running && Open < _limits.InitialOpen)
            StartOpening(batch);
        EndWarmUp(batch);
    }

    /// <summary>Closes every idle connection, and each other one as soon as it is returned. What is opened from now on is new.</summary>
    internal void Clear()
    {
        _generation++;
        CloseIdle(slot => PoolCloseReason.Cleared);
    }

    /// <summary>Closes the pool; again and again without harm, and from graceful to immediate.</summary>
    internal void Shutdown(PoolShutdown mode)
    {
        var target = mode == PoolShutdown.Immediate ? PoolPhase.Closed : PoolPhase.Draining;
        if (target > _phase)
            _phase = target;
        if (_phase == PoolPhase.Closed)
            Revoke();
        CloseIdle(slot => PoolCloseReason.PoolClosed);
        CheckDrained();
    }

    void Revoke()
    {
        // What is being opened or pinged is of an older generation now, so it is closed when it ends.
        _generation++;
        while (FirstWaiter is { } ticket)
        {
            Dequeue(ticket);
            Refuse(ticket, PoolRefusal.Closed);
        }

        foreach (var slot in _slots)
        {
            if (slot.State != PoolSlotState.Leased)
                continue;
            slot.Version++;
            Leased--;
            Close(slot, PoolCloseReason.PoolClosed);
        }
    }

    void CloseIdle(Func<PoolSlot, PoolCloseReason?> why)
    {
        for (var slot = _oldest; slot is not null;)
        {
            var newer = slot.Newer;
            if (why(slot) is { } reason)
            {
                Unlink(slot);
                Close(slot, reason);
            }

            slot = newer;
        }
    }

    static bool IsWarmUp(PoolTicket ticket) => ticket.State == PoolTicketState.Granted && ticket.Slot is null;

    void EndWarmUp(PoolTicket? starter)
    {
        if (starter is { Opening: 0 } && IsWarmUp(starter))
            Actions.Add(new(PoolActionKind.WarmedUp, Ticket: starter));
    }

    void CheckDrained()
    {
        if (_phase == PoolPhase.Running || Open > 0 || Waiting > 0 || _drained)
            return;
        _drained = true;
        Actions.Add(new(PoolActionKind.Drained));
    }

    void ArmBefore(long due)
    {
        if (due >= NextDue)
            return;
        NextDue = due;
        Actions.Add(new(PoolActionKind.Arm));
    }

    void ArmNext()
    {
        // While connections are open, the time is told at least this often, so that renting and returning need not ask for it.
        var due = Open > 0 && _limits.UsesClock && _limits.Resolution > 0 ? _horizon : PoolLimits.Never;
        for (var ticket = FirstWaiter; ticket is not null; ticket = ticket.Next)
            due = Math.Min(due, ticket.Deadline);
        for (var slot = _oldest; slot is not null; slot = slot.Newer)
            due = Math.Min(due, DueTime(slot));
        ArmBefore(due);
    }
}
