namespace ProtoHarness.Pooling.Core;

/// <summary>The things that the core can ask for, and the event with which each is answered.</summary>
enum PoolActionKind : byte
{
    /// <summary>Run the factory; answer with <see cref="PoolCore.Opened"/> or <see cref="PoolCore.OpenFailed"/>.</summary>
    Open,

    /// <summary>Ask the connection; answer with <see cref="PoolCore.Pinged"/>.</summary>
    Ping,

    /// <summary>Close the connection; answer with <see cref="PoolCore.Closed"/>, also when closing fails.</summary>
    Close,

    /// <summary>Give the ticket its slot.</summary>
    Grant,

    /// <summary>Tell the ticket that it gets none.</summary>
    Refuse,

    /// <summary>Call <see cref="PoolCore.Tick"/> at <see cref="PoolCore.NextDue"/>.</summary>
    Arm,

    /// <summary>The warm-up is over.</summary>
    WarmedUp,

    /// <summary>The pool is closed and holds nothing any more.</summary>
    Drained,
}
