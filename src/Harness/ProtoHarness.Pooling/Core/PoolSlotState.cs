namespace ProtoHarness.Pooling.Core;

/// <summary>Where a slot is in its life: free → opening → (idle ⇄ pinging ⇄ leased) → closing → free.</summary>
enum PoolSlotState : byte
{
    /// <summary>Holds no connection.</summary>
    Free,

    /// <summary>The factory runs.</summary>
    Opening,

    /// <summary>Holds a connection that nobody uses.</summary>
    Idle,

    /// <summary>The connection is being asked whether it still works.</summary>
    Pinging,

    /// <summary>One holder has it.</summary>
    Leased,

    /// <summary>The connection is being closed and still counts.</summary>
    Closing,
}
