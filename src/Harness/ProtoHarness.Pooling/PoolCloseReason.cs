namespace ProtoHarness.Pooling;

/// <summary>Why the pool closed a connection.</summary>
public enum PoolCloseReason : byte
{
    /// <summary>It was idle for <see cref="ConnectionPoolOptions.IdleTimeout"/>.</summary>
    IdleTimeout,

    /// <summary>It reached <see cref="ConnectionPoolOptions.MaxLifetime"/>.</summary>
    MaxLifetime,

    /// <summary>There were already <see cref="ConnectionPoolOptions.MaxIdle"/> idle ones.</summary>
    MaxIdle,

    /// <summary>Its holder marked it broken.</summary>
    Broken,

    /// <summary>The ping said so, failed or took too long.</summary>
    PingFailed,

    /// <summary>The pool was cleared after it was opened.</summary>
    Cleared,

    /// <summary>The pool was closed.</summary>
    PoolClosed,
}
