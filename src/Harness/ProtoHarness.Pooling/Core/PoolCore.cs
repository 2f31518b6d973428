using System.Diagnostics;

namespace ProtoHarness.Pooling.Core;

/// <summary>
/// The pool without sockets, threads and clock: each method is one event, the state after it depends on the state before and the
/// event alone, and what is to be done about it is appended to <see cref="Actions"/>. Not thread-safe: the face serializes events.
/// </summary>
/// <remarks>
/// Two rules give most of the laws. Supply and demand never rest side by side: as many connections are on their way as renters wait,
/// or there is neither an idle connection nor a free slot (<see cref="Balance"/>). And a connection that becomes
/// available, from wherever, goes to the renter who waits longest (<see cref="Offer"/>).
/// <para>Time is an event too (<see cref="Observe"/>): what the core knows may lag by <see cref="PoolLimits.Resolution"/>, and every decision
/// that could come out differently within that lag is left until it has been told the time.</para>
/// </remarks>
partial class PoolCore
{
    readonly PoolLimits _limits;
    readonly PoolSlot[] _slots;
    PoolSlot? _free;
    volatile PoolPhase _phase;
    int _generation;
    long _nextDue = PoolLimits.Never;

    /// <summary>Creates the core over its slots, all free; there must be <see cref="PoolLimits.MaxOpen"/> of them.</summary>
    internal PoolCore(PoolLimits limits, PoolSlot[] slots)
    {
        Debug.Assert(slots.Length == limits.MaxOpen, "one slot for each connection that may be open");
        _limits = limits;
        _slots = slots;
        for (var i = slots.Length - 1; i >= 0; i--)
        {
            slots[i].Newer = _free;
            _free = slots[i];
        }
    }

    /// <summary>Actions of the last events, in order. Whoever carries them out clears the list.</summary>
    internal List<PoolAction> Actions { get; set; } = [];

    /// <summary>When <see cref="Tick"/> is next needed. May be read by anybody: whoever is told to arm reads it once more.</summary>
    internal long NextDue
    {
        get => Volatile.Read(ref _nextDue);
        private set => Volatile.Write(ref _nextDue, value);
    }

    internal int Open { get; private set; }

    internal int Leased { get; private set; }

    /// <summary>Connections being opened or pinged: each will be offered to a renter, or fail.</summary>
    internal int Coming { get; private set; }

    internal bool IsClosed => _phase != PoolPhase.Running;

    /// <summary>Whether leased connections were taken from their holders. May be read by anybody; it never changes back.</summary>
    internal bool IsRevoked => _phase == PoolPhase.Closed;

    /// <summary>Whether a renter would most likely get an idle connection at once. May be asked by anybody, and be wrong a moment later.</summary>
    internal bool SeemsIdle => Idle > 0 && Waiting == 0;

    /// <summary>A renter who takes an idle connection that certainly is fresh. If there is none, <see cref="Rent"/> follows.</summary>
    internal PoolSlot? TryRent()
    {
        var slot = _limits.Order == IdleOrder.Lifo ? _newest : _oldest;

        // Nobody overtakes, not even somebody who only waits for the ping of a connection while another is idle.
        if (slot is null || slot.FreshUntil <= _horizon || FirstWaiter is not null || _phase != PoolPhase.Running)
            return null;
        Unlink(slot);
        Lease(slot);
        return slot;
    }

    /// <summary>A renter who would wait, if it must. It is granted or refused by an action, now or later. The time was told just before.</summary>
    internal void Rent(PoolTicket ticket, long deadline)
    {
        Debug.Assert(ticket.State == PoolTicketState.New, "a ticket is used once");
        ticket.Deadline = deadline;
        if (_phase != PoolPhase.Running)
        {
            ticket.State = PoolTicketState.Waiting;
            Refuse(ticket, PoolRefusal.Closed);
            return;
        }

        Enqueue(ticket);
        Balance();
        if (Waiting > Coming && Waiting - Coming > _limits.MaxWaiters)
        {
            Dequeue(ticket);
            Refuse(ticket, PoolRefusal.TooManyWaiters);
        }
        else if (ticket.State == PoolTicketState.Waiting && deadline <= _now)
        {
            Dequeue(ticket);
            Refuse(ticket, PoolRefusal.TimedOut);
        }
        else
        {
            ArmBefore(deadline);
        }
    }

    /// <summary>A renter who no longer wants to wait. Too late if it has been granted or refused: then nothing happens.</summary>
    internal void Cancel(PoolTicket ticket)
    {
        if (ticket.State != PoolTicketState.Waiting)
            return;
        Dequeue(ticket);
        Refuse(ticket, PoolRefusal.Cancelled);
        CheckDrained();
    }

    /// <summary>Whether the end of the slot's lifetime is so near that the time must be told before it is returned. May be asked by its holder.</summary>
    internal bool NeedsTime(PoolSlot slot) => slot.LifeEnds <= _horizon;

    /// <summary>A holder gives its connection back. If it is handed to a renter, the caller completes that one; no action says so.</summary>
    /// <returns><see langword="false"/> if this lease is over already: nothing was changed.</returns>
    internal bool TryReturn(PoolSlot slot, int version, out PoolTicket? handedTo)
    {
        handedTo = null;
        if (slot.Version != version || slot.State != PoolSlotState.Leased)
            return false;
        slot.Version = version + 1;
        Leased--;
        slot.IdleSince = _now;
        handedTo = Offer(slot);
        return true;
    }

    /// <summary>A holder says that its connection is not to be used again.</summary>
    /// <returns><see langword="false"/> if this lease is over already.</returns>
    internal bool TryMarkBroken(PoolSlot slot, int version)
    {
        if (slot.Version != version || slot.State != PoolSlotState.Leased)
            return false;
        slot.Broken = true;
        return true;
    }

    /// <summary>The factory succeeded.</summary>
    internal void Opened(PoolSlot slot)
    {
        Debug.Assert(slot.State == PoolSlotState.Opening, "only what was asked for is opened");
        slot.IdleSince = _now;
        slot.LifeEnds = PoolLimits.After(_now, _limits.MaxLifetime);
        EndComing(slot);
        var starter = EndOpening(slot);
        Granted(Offer(slot, fresh: true));
        EndWarmUp(starter);
        if (_limits.UsesClock && _limits.Resolution > 0)
            ArmBefore(_horizon);
    }

    /// <summary>The factory failed: the renter for whom it ran is refused if it still waits, and others get their turn.</summary>
    internal void OpenFailed(PoolSlot slot)
    {
        Debug.Assert(slot.State == PoolSlotState.Opening, "only what was asked for can fail");
        EndComing(slot);
        var starter = EndOpening(slot);
        Release(slot);
        if (starter is { State: PoolTicketState.Waiting })
        {
            Dequeue(starter);
            Refuse(starter, PoolRefusal.OpenFailed);
        }

        Balance();
        EndWarmUp(starter);
        CheckDrained();
    }

    /// <summary>The ping is over.</summary>
    internal void Pinged(PoolSlot slot, bool alive)
    {
        Debug.Assert(slot.State == PoolSlotState.Pinging, "only what was asked for is pinged");
        EndComing(slot);
        if (!alive)
        {
            Close(slot, PoolCloseReason.PingFailed);
            Balance();
            return;
        }

        Granted(Offer(slot, fresh: true));
    }

    /// <summary>The connection is closed; only now may another be opened in its place.</summary>
    internal void Closed(PoolSlot slot)
    {
        Debug.Assert(slot.State == PoolSlotState.Closing, "only what was asked for is closed");
        Release(slot);
        Balance();
        CheckDrained();
    }

    void Granted(PoolTicket? ticket)
    {
        if (ticket is not null)
            Actions.Add(new(PoolActionKind.Grant, ticket.Slot, ticket));
    }

    void Refuse(PoolTicket ticket, PoolRefusal why)
    {
        ticket.State = PoolTicketState.Refused;
        Actions.Add(new(PoolActionKind.Refuse, Ticket: ticket, Refusal: why));
    }

    enum PoolPhase : byte
    {
        Running,
        Draining,
        Closed,
    }
}
