namespace ProtoHarness.Pooling.Core;

/// <summary>A renter in the queue, or a warm-up that waits for its connections.</summary>
class PoolTicket
{
    internal PoolTicketState State;
    internal long Deadline = PoolLimits.Never;

    /// <summary>Connections being opened for this ticket: 0 or 1 for a renter.</summary>
    internal int Opening;

    /// <summary>For a renter: where that connection is being opened. Both forget each other when the renter leaves the queue.</summary>
    internal PoolSlot? OpeningSlot;

    /// <summary>Once granted: the slot, and the version of its lease.</summary>
    internal PoolSlot? Slot;

    internal int Version;
    internal PoolTicket? Next;

    /// <summary>Who stands before it in the queue; means nothing for the first.</summary>
    internal PoolTicket? Previous;
}
