namespace ProtoHarness.SeededBugs.Pools;

/// <summary>The bugs that <see cref="SmallPool"/> can be given, each one that a pool in use has had.</summary>
public enum PoolBug
{
    /// <summary>None: the pool keeps every law.</summary>
    None,

    /// <summary>A second return is not noticed. As npgsql#4425, #4479, and silenceper/pool.</summary>
    ReturnedTwice,

    /// <summary>A connection handed to a waiter who cancels at that moment is lost. As npgsql#1788.</summary>
    HandOffLosesToCancellation,

    /// <summary>When the factory throws, the slot is given back on two paths.</summary>
    FactoryThrowsTwice,

    /// <summary>The age is looked at when a connection is taken from the idle list, not when it is handed to a waiter.</summary>
    ExpiredHandedOut,

    /// <summary>A slot that was never counted is given back. As npgsql#2552.</summary>
    CountBelowZero,

    /// <summary>A waiter is only told to try again, and at the end of the queue.</summary>
    WaiterStarved,

    /// <summary>The factory runs under the lock that a return needs. As silenceper/pool.</summary>
    ReturnWaitsForOpening,

    /// <summary>Closing a connection twice gives its slot back twice. As silenceper/pool.</summary>
    DoubleCloseLiftsCap,

    /// <summary>When the factory throws, the slot is free and nobody is told. As go-commons-pool#50.</summary>
    FailureWakesNobody,

    /// <summary>A renter sees that nothing is idle, and a moment later begins to wait. As silenceper/pool.</summary>
    WaitsAfterLooking,
}
