namespace ProtoHarness.Pooling.Core;

/// <summary>A place for one connection. There are <see cref="PoolLimits.MaxOpen"/> of them, so the cap cannot be exceeded.</summary>
class PoolSlot
{
    /// <summary>Raised at the end of every lease, so that a lease can be told from an older one of the same slot.</summary>
    internal volatile int Version;

    internal PoolSlotState State;
    internal bool Broken;
    internal int Generation;
    internal long IdleSince;

    /// <summary>When its lifetime ends.</summary>
    internal long LifeEnds;

    /// <summary>While idle: until then it can be handed out without a second look.</summary>
    internal long FreshUntil;

    /// <summary>For whom the connection is being opened, or <see langword="null"/> once that no longer matters.</summary>
    internal PoolTicket? OpenedFor;

    /// <summary>Towards the newest idle connection; in the list of free slots, the next one.</summary>
    internal PoolSlot? Newer;

    /// <summary>Towards the oldest idle connection.</summary>
    internal PoolSlot? Older;
}
