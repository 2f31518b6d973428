namespace ProtoHarness.Pooling.Core;

/// <summary>The renters who wait, first come first served.</summary>
sealed partial class PoolCore
{
    PoolTicket? _last;

    internal int Waiting { get; private set; }

    PoolTicket? FirstWaiter { get; set; }

    void Enqueue(PoolTicket ticket)
    {
        ticket.State = PoolTicketState.Waiting;
        ticket.Previous = _last;
        if (_last is null)
            FirstWaiter = ticket;
        else
            _last.Next = ticket;
        _last = ticket;
        Waiting++;
    }

    void Dequeue(PoolTicket ticket)
    {
        if (ticket.Previous is null)
            FirstWaiter = ticket.Next;
        else
            ticket.Previous.Next = ticket.Next;
        if (ticket.Next is null)
            _last = ticket.Previous;
        else
            ticket.Next.Previous = ticket.Previous;
        ticket.Next = ticket.Previous = null;
        Waiting--;
        if (ticket.OpeningSlot is { } slot)
        {
            // What is opened for somebody who left is for everybody, and its failure is nobody's.
            slot.OpenedFor = null;
            ticket.OpeningSlot = null;
            ticket.Opening = 0;
        }
    }

    // There are fewer connections on their way than waiters, so one of them has none of its own.
    PoolTicket FirstWithoutOpening()
    {
        var ticket = FirstWaiter!;
        while (ticket.Opening > 0)
            ticket = ticket.Next!;
        return ticket;
    }
}
