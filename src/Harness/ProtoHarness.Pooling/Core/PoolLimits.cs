namespace ProtoHarness.Pooling.Core;

/// <summary>What the core must know of the options. Times are in the caller's unit, whatever it is; the core only adds and compares.</summary>
/// <param name="MaxOpen">Connections that exist at once, counting those being opened and closed; at least 1.</param>
/// <param name="MaxIdle">Connections kept for later; 0 to <paramref name="MaxOpen"/>.</param>
/// <param name="InitialOpen">Connections that a warm-up opens.</param>
/// <param name="MaxWaiters">Renters that may wait beyond those for whom a connection is on its way.</param>
/// <param name="IdleTimeout">Idle time after which a connection is closed; <see cref="Never"/> for no limit.</param>
/// <param name="MaxLifetime">Age after which a connection is closed once nobody holds it; <see cref="Never"/> for no limit.</param>
/// <param name="PingAfter">Idle time from which a connection is pinged before use, 0 for always; <see cref="Never"/> for no ping.</param>
/// <param name="Resolution">How far the time that the core was told may lag behind the real one; 0 if it is told before every event.</param>
/// <param name="Order">Which idle connection goes first.</param>
readonly record struct PoolLimits(
    int MaxOpen, int MaxIdle, int InitialOpen, int MaxWaiters,
    long IdleTimeout, long MaxLifetime, long PingAfter, long Resolution, IdleOrder Order)
{
    /// <summary>A time that never comes.</summary>
    internal const long Never = long.MaxValue;

    /// <summary>Whether the age of a connection matters at all.</summary>
    internal bool UsesClock => IdleTimeout != Never || MaxLifetime != Never || (PingAfter != Never && PingAfter > 0);

    internal static long After(long now, long time) => time == Never || now > Never - time ? Never : now + time;
}
