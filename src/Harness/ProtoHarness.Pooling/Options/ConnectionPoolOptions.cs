namespace ProtoHarness.Pooling;

/// <summary>The settings of a <see cref="ConnectionPool{T}"/>. <c>docs/pooling.md</c> gives the names that other pools use for them.</summary>
public sealed record ConnectionPoolOptions
{
    /// <summary>The pool's name in errors and metrics.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Connections that exist at once at most, counting those being opened and closed. Default 100.</summary>
    public int MaxOpen { get; init; } = 100;

    /// <summary>Connections kept when nobody needs them; what is returned beyond is closed. Default: <see cref="MaxOpen"/>.</summary>
    public int? MaxIdle { get; init; }

    /// <summary>Connections that <see cref="ConnectionPool{T}.WarmUpAsync"/> opens. Default 0.</summary>
    public int InitialOpen { get; init; }

    /// <summary>
    /// Renters that may wait at once, not counting as many as there are connections being opened or pinged; one more is refused at
    /// once. Default: no limit but memory.
    /// </summary>
    public int MaxWaiters { get; init; } = int.MaxValue;

    /// <summary>How long a renter waits for a connection, opening included. Default 30 s; infinite is allowed.</summary>
    public TimeSpan RentTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the factory may take for one connection. Default 15 s; infinite is allowed.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection that nobody used for so long is closed and never handed out. Default 5 min; infinite is allowed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A connection of this age is closed as soon as nobody holds it, and never handed out. Default infinite.</summary>
    public TimeSpan MaxLifetime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Where there is a ping: the idle time from which a connection is pinged before it is handed out. Zero, the default, is before every
    /// use, also when it comes straight from another holder.
    /// </summary>
    public TimeSpan PingAfterIdle { get; init; } = TimeSpan.Zero;

    /// <summary>How long a ping may take before the connection counts as dead. Default 5 s; infinite is allowed.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far the pool's notion of the time may lag, so that renting and returning need not read the clock, which can cost more than both.
    /// An idle connection is closed up to this much before its <see cref="IdleTimeout"/>, never after; <see cref="MaxLifetime"/> is kept
    /// exactly. Zero reads the clock every time. Default: a sixteenth of the shortest limit, or zero if that is under 15 ms.
    /// </summary>
    public TimeSpan? TimeResolution { get; init; }

    /// <summary>Which idle connection is rented first. Default <see cref="Pooling.IdleOrder.Lifo"/>.</summary>
    public IdleOrder IdleOrder { get; init; }

    /// <summary>The clock of every time above. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the factory, the closing, and a ping that no renter makes run: one thread, for example, or a simulation. Default: the thread pool.</summary>
    public SynchronizationContext? SynchronizationContext { get; init; }

    internal int EffectiveMaxIdle => MaxIdle ?? MaxOpen;

    internal TimeSpan EffectiveResolution
    {
        get
        {
            if (TimeResolution is { } chosen)
                return chosen;
            TimeSpan[] limits = [IdleTimeout, MaxLifetime, PingAfterIdle];
            var shortest = limits.Where(limit => limit > TimeSpan.Zero).DefaultIfEmpty(TimeSpan.Zero).Min();
            return shortest / 16 < TimeSpan.FromMilliseconds(15) ? TimeSpan.Zero : shortest / 16;
        }
    }

    internal void Validate()
    {
        Require(MaxOpen >= 1, nameof(MaxOpen), MaxOpen, "at least 1");
        Require(EffectiveMaxIdle >= 0 && EffectiveMaxIdle <= MaxOpen, nameof(MaxIdle), MaxIdle, $"from 0 to {nameof(MaxOpen)} ({MaxOpen})");
        Require(InitialOpen >= 0 && InitialOpen <= EffectiveMaxIdle, nameof(InitialOpen), InitialOpen, $"from 0 to {nameof(MaxIdle)} ({EffectiveMaxIdle})");
        Require(MaxWaiters >= 0, nameof(MaxWaiters), MaxWaiters, "at least 0");
        RequireTime(RentTimeout, nameof(RentTimeout), zero: true);
        RequireTime(ConnectTimeout, nameof(ConnectTimeout), zero: false);
        RequireTime(IdleTimeout, nameof(IdleTimeout), zero: false);
        RequireTime(MaxLifetime, nameof(MaxLifetime), zero: false);
        RequireTime(PingAfterIdle, nameof(PingAfterIdle), zero: true);
        RequireTime(PingTimeout, nameof(PingTimeout), zero: false);
        Require(
            EffectiveResolution >= TimeSpan.Zero && (IdleTimeout < TimeSpan.Zero || EffectiveResolution < IdleTimeout),
            nameof(TimeResolution), TimeResolution, $"at least zero and less than {nameof(IdleTimeout)} ({IdleTimeout})");
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(Name);
    }

    static void RequireTime(TimeSpan time, string name, bool zero) =>
        Require(
            time == Timeout.InfiniteTimeSpan || time > TimeSpan.Zero || (zero && time == TimeSpan.Zero),
            name, time, zero ? "zero, positive or infinite" : "positive or infinite");

    static void Require(bool holds, string name, object? value, string expected)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {expected}.");
    }
}
