using System.Diagnostics;

namespace ProtoHarness.Pooling.Core;

/// <summary>Where connections come from and go to.</summary>
partial class PoolCore
{
    /// <summary>
    /// Finds a use for a connection that has become available: the longest waiter, else the idle list, else none and it is closed.
    /// A fresh one was opened or pinged just now, so it needs no ping.
    /// </summary>
    /// <returns>The renter who got it.</returns>
    PoolTicket? Offer(PoolSlot slot, bool fresh = false)
    {
        if (StaleReason(slot) is { } stale)
        {
            Close(slot, stale);
            Balance();
            return null;
        }

        if (FirstWaiter is { } ticket)
        {
            // Also what comes from a holder is pinged when every use is to be: the holder may have returned a dead one.
            if (!fresh && NeedsPing(slot))
            {
                Ping(slot);
                return null;
            }

            Dequeue(ticket);
            Lease(slot);
            ticket.State = PoolTicketState.Granted;
            ticket.Slot = slot;
            ticket.Version = slot.Version;
            return ticket;
        }

        if (_phase != PoolPhase.Running)
            Close(slot, PoolCloseReason.PoolClosed);
        else if (Idle >= _limits.MaxIdle)
            Close(slot, PoolCloseReason.MaxIdle);
        else
            PutIdle(slot);
        return null;
    }

    /// <summary>Sets as many connections on their way as renters wait, as far as there are idle ones and free slots.</summary>
    void Balance()
    {
        while (Waiting > Coming)
        {
            if (TakeIdle() is { } idle)
            {
                idle.State = PoolSlotState.Leased;
                Granted(Offer(idle));
            }
            else if (_free is not null)
            {
                StartOpening(FirstWithoutOpening());
            }
            else
            {
                return;
            }
        }
    }

    void StartOpening(PoolTicket starter)
    {
        var slot = _free!;
        _free = slot.Newer;
        slot.Newer = null;
        slot.State = PoolSlotState.Opening;
        slot.Generation = _generation;
        slot.OpenedFor = starter;
        starter.Opening++;
        starter.OpeningSlot = slot;
        Open++;
        Coming++;
        Actions.Add(new(PoolActionKind.Open, slot));
    }

    PoolTicket? EndOpening(PoolSlot slot)
    {
        var starter = slot.OpenedFor;
        slot.OpenedFor = null;
        if (starter is not null)
        {
            starter.Opening--;
            starter.OpeningSlot = null;
        }

        return starter;
    }

    void Ping(PoolSlot slot)
    {
        slot.State = PoolSlotState.Pinging;
        Coming++;
        Actions.Add(new(PoolActionKind.Ping, slot));
    }

    void EndComing(PoolSlot slot)
    {
        Coming--;
        Debug.Assert(Coming >= 0, "what ends was on its way");
        slot.State = PoolSlotState.Leased; // Nobody's yet; Offer and Close decide.
    }

    void Lease(PoolSlot slot)
    {
        slot.State = PoolSlotState.Leased;
        Leased++;
    }

    void Close(PoolSlot slot, PoolCloseReason reason)
    {
        slot.State = PoolSlotState.Closing;
        Actions.Add(new(PoolActionKind.Close, slot, Reason: reason));
    }

    void Release(PoolSlot slot)
    {
        slot.State = PoolSlotState.Free;
        slot.Broken = false;
        slot.Newer = _free;
        _free = slot;
        Open--;
        Debug.Assert(Open >= 0, "what is released was open");
    }

    bool NeedsPing(PoolSlot slot) => _now >= PoolLimits.After(slot.IdleSince, _limits.PingAfter);

    PoolCloseReason? StaleReason(PoolSlot slot)
    {
        if (slot.Broken)
            return PoolCloseReason.Broken;
        if (slot.Generation != _generation)
            return _phase == PoolPhase.Closed ? PoolCloseReason.PoolClosed : PoolCloseReason.Cleared;
        if (_now >= slot.LifeEnds)
            return PoolCloseReason.MaxLifetime;
        return _now >= PoolLimits.After(slot.IdleSince, _limits.IdleTimeout) ? PoolCloseReason.IdleTimeout : null;
    }
}
