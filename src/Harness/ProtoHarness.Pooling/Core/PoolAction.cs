namespace ProtoHarness.Pooling.Core;

/// <summary>Something that the core wants done by whoever has sockets, threads and a clock.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Slot">With which connection.</param>
/// <param name="Ticket">For whom.</param>
/// <param name="Refusal">Why a ticket is refused.</param>
/// <param name="Reason">Why a connection is closed.</param>
readonly record struct PoolAction(
    PoolActionKind Kind, PoolSlot? Slot = null, PoolTicket? Ticket = null, PoolRefusal Refusal = default, PoolCloseReason Reason = default);
