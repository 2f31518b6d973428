namespace ProtoHarness.Pooling.Core;

/// <summary>How far a ticket is. It leaves <see cref="Waiting"/> exactly once, in one step of the core: that decides every race.</summary>
enum PoolTicketState : byte
{
    /// <summary>Not in the queue yet.</summary>
    New,

    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>Has a connection.</summary>
    Granted,

    /// <summary>Will get none: see the action that said so.</summary>
    Refused,
}
