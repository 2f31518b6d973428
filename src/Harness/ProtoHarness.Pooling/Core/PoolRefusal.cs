namespace ProtoHarness.Pooling.Core;

/// <summary>Why a renter gets no connection.</summary>
enum PoolRefusal : byte
{
    /// <summary>Its token was cancelled.</summary>
    Cancelled,

    /// <summary>Its deadline passed.</summary>
    TimedOut,

    /// <summary>The connection that was opened for it failed; the face has the exception.</summary>
    OpenFailed,

    /// <summary>Too many wait already.</summary>
    TooManyWaiters,

    /// <summary>The pool is closed.</summary>
    Closed,
}
