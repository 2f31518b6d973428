namespace ProtoHarness.Pooling;

/// <summary>How a pool is closed.</summary>
public enum PoolShutdown
{
    /// <summary>Refuse new renters, serve those who wait, close every connection when it is returned.</summary>
    Graceful,

    /// <summary>Refuse everybody, stop what is being opened, close every connection at once, also one in use.</summary>
    Immediate,
}
