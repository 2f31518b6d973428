using System.Runtime.CompilerServices;
using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>
/// Lends out connections, or anything else that is costly to open: each to one holder at a time, never more than
/// <see cref="ConnectionPoolOptions.MaxOpen"/> at once, waiters served in order.
/// </summary>
/// <remarks>
/// <code>
/// await using var pool = new ConnectionPool&lt;Socket&gt;(ConnectAsync, new() { MaxOpen = 10 });
/// await using var lease = await pool.RentAsync(cancellationToken);
/// await lease.Connection.SendAsync(…);
/// </code>
/// A renter takes an idle connection, or waits while one is opened for it; whatever becomes available first, opened or returned, goes to
/// who waits longest. The factory, the ping and the closing run on no caller's thread, except that a renter pings the idle connection
/// that it is about to take. Every step is one event of a core without threads, taken under one lock; whatever follows from it
/// is done after the lock.
/// </remarks>
/// <typeparam name="T">The type of connection. Closed with <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/>, if it has one.</typeparam>
public sealed partial class ConnectionPool<T> : IAsyncDisposable, IPoolGauge
    where T : notnull
{
    readonly GatedCore<T> _core;
    readonly ConnectionPoolOptions _options;
    readonly TimeProvider _clock;
    readonly Func<CancellationToken, ValueTask<T>> _factory;
    readonly Func<T, CancellationToken, ValueTask<bool>>? _ping;
    readonly IPoolPoints? _points;
    readonly bool _tellsTime;

    /// <summary>Creates an empty pool; nothing is opened before it is needed, or <see cref="WarmUpAsync"/> is called.</summary>
    /// <param name="factory">Opens a connection. Its token is cancelled at <see cref="ConnectionPoolOptions.ConnectTimeout"/> and when the pool is closed.</param>
    /// <param name="options">The settings.</param>
    /// <param name="ping">Says whether a connection still works; throwing is the same as no. When it is asked: <see cref="ConnectionPoolOptions.PingAfterIdle"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public ConnectionPool(
        Func<CancellationToken, ValueTask<T>> factory,
        ConnectionPoolOptions? options = null,
        Func<T, CancellationToken, ValueTask<bool>>? ping = null)
        : this(factory, options ?? new(), ping, null)
    {
    }

    internal ConnectionPool(
        Func<CancellationToken, ValueTask<T>> factory,
        ConnectionPoolOptions options,
        Func<T, CancellationToken, ValueTask<bool>>? ping,
        IPoolPoints? points)
    {
        ArgumentNullException.ThrowIfNull(factory);
        options.Validate();
        _factory = factory;
        _options = options;
        _ping = ping;
        _points = points;
        _clock = options.TimeProvider;
        var limits = new PoolLimits(
            options.MaxOpen,
            options.EffectiveMaxIdle,
            options.InitialOpen,
            options.MaxWaiters,
            ToUnits(options.IdleTimeout),
            ToUnits(options.MaxLifetime),
            ping is null ? PoolLimits.Never : ToUnits(options.PingAfterIdle),
            ToUnits(options.EffectiveResolution),
            options.IdleOrder);
        _tellsTime = limits is { UsesClock: true, Resolution: 0 };
        var slots = new PoolSlot[options.MaxOpen];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = new LeasedSlot<T>(this);
        _core = new(limits, slots);
        _rentTimeout = ToUnits(options.RentTimeout);
        PoolMetrics.Register(this);
    }

    /// <summary>The settings.</summary>
    public ConnectionPoolOptions Options => _options;

    /// <summary>What the pool holds now.</summary>
    public PoolStatistics Statistics
    {
        get
        {
            _core.Gate.Enter();
            try
            {
                return new(
                    _core.Open, _core.Idle, _core.Leased, _core.Coming, _core.Waiting,
                    _opened, _openFailures, _closed, Volatile.Read(ref _timedOut), Volatile.Read(ref _misused));
            }
            finally
            {
                _core.Gate.Exit();
            }
        }
    }

    /// <summary>Rents a connection, waiting for it <see cref="ConnectionPoolOptions.RentTimeout"/> at most.</summary>
    /// <exception cref="PoolTimeoutException">None became available in time.</exception>
    /// <exception cref="PoolExhaustedException"><see cref="ConnectionPoolOptions.MaxWaiters"/> wait already.</exception>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while waiting.</exception>
    /// <remarks>What the factory throws for this renter comes out as it is.</remarks>
    public ValueTask<PoolLease<T>> RentAsync(CancellationToken cancellationToken = default) =>
        RentAsync(_options.RentTimeout, cancellationToken);

    /// <summary>Rents a connection, waiting for it <paramref name="timeout"/> at most; infinite is allowed.</summary>
    /// <inheritdoc cref="RentAsync(CancellationToken)"/>
    public ValueTask<PoolLease<T>> RentAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<PoolLease<T>>(cancellationToken);
        _points?.Point("rent");

        // Waiting looks once more under the lock; when there is most likely nothing to take, that look is the only one.
        return _core.SeemsIdle && TakeIdle(out var version) is { } slot ? new(new PoolLease<T>(slot, version)) : Wait(timeout, cancellationToken);
    }

    /// <summary>Rents an idle connection if there is one that needs no ping, and never waits.</summary>
    /// <returns><see langword="false"/> if none is idle, somebody waits, or the pool is closed.</returns>
    public bool TryRent(out PoolLease<T> lease)
    {
        _points?.Point("try rent");
        var slot = TakeIdle(out var version);
        lease = slot is null ? default : new(slot, version);
        return slot is not null;
    }

    internal void Return(LeasedSlot<T> slot, int version)
    {
        _points?.Point("return");
        bool returned;
        PoolTicket? handedTo;
        List<PoolAction>? actions;
        var now = _tellsTime || _core.NeedsTime(slot) ? _clock.GetTimestamp() : 0;
        _core.Gate.Enter();
        try
        {
            _core.Observe(now);
            returned = _core.TryReturn(slot, version, out handedTo);
            if (returned)
                TakeBackWaiter(slot);
            actions = TakeActions();
        }
        finally
        {
            _core.Gate.Exit();
        }

        if (handedTo is not null)
        {
            _points?.Point("hand over");
            Unsafe.As<PoolWaiter<T>>(handedTo).Complete();
        }

        if (actions is not null)
            Perform(actions);
        if (!returned)
            ReportLeaseOver("returned");
    }

    internal void MarkBroken(LeasedSlot<T> slot, int version)
    {
        var marked = false;
        Step(core => marked = core.TryMarkBroken(slot, version));
        if (!marked)
            ReportLeaseOver("marked broken");
    }

    // The version is read within the gate: a moment later the pool may have been closed and the lease revoked.
    LeasedSlot<T>? TakeIdle(out int version)
    {
        var now = _tellsTime ? _clock.GetTimestamp() : 0;
        _core.Gate.Enter();
        try
        {
            _core.Observe(now);
            var slot = _core.TryRent();
            version = slot is null ? 0 : slot.Version;
            return Unsafe.As<LeasedSlot<T>?>(slot);
        }
        finally
        {
            _core.Gate.Exit();
        }
    }

    /// <summary>Time as the core counts it: ticks of the clock's timestamp.</summary>
    long ToUnits(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan ? PoolLimits.Never : (long)(time.Ticks * ((double)_clock.TimestampFrequency / TimeSpan.TicksPerSecond));
}
