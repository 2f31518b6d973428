namespace ProtoHarness.Pooling.Core;

/// <summary>The renters who wait, first come first served.</summary>
partial class PoolCore
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
        var (next, previous) = (ticket.Next, ticket.Previous);
        if (ticket == FirstWaiter)
        {
            // Who is first now keeps what it knows of who was before: nobody asks, and to write there would take it from another processor.
            FirstWaiter = next;
            if (next is null)
                _last = null;
        }
        else
        {
            previous!.Next = next;
            if (next is null)
                _last = previous;
            else
                next.Previous = previous;
        }

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
