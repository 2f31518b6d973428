using System.Diagnostics.CodeAnalysis;
using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>What renters and holders are told.</summary>
public sealed partial class ConnectionPool<T>
{
    [DoesNotReturn]
    internal void ThrowLeaseOver()
    {
        throw _core.IsRevoked ? Closed() : Misuse("used");
    }

    /// <summary>A lease that ended because the pool was closed may be returned without harm; any other only once.</summary>
    void ReportLeaseOver(string what)
    {
        if (!_core.IsRevoked)
            throw Misuse(what);
    }

    LeaseMisuseException Misuse(string what)
    {
        Interlocked.Increment(ref _misused);
        PoolMetrics.Misused(_options.Name);
        return new(
            $"A lease of pool '{_options.Name}' was {what} after it had been returned. The connection may belong to another holder by now; "
            + "return each lease once, and keep no copy of it or of its connection.");
    }

    void Refuse(PoolWaiter<T> waiter, PoolRefusal why)
    {
        PoolMetrics.Refused(_options.Name, _clock.GetElapsedTime(waiter.WaitingSince));
        waiter.Fail(why switch
        {
            PoolRefusal.Cancelled => new OperationCanceledException(waiter.Token),
            PoolRefusal.OpenFailed => waiter.OpenError!,
            PoolRefusal.TimedOut => TimedOut(waiter),
            PoolRefusal.TooManyWaiters => TooManyWaiters(),
            _ => Closed(),
        });
    }

    PoolTimeoutException TimedOut(PoolWaiter<T> waiter)
    {
        Interlocked.Increment(ref _timedOut);
        PoolMetrics.TimedOut(_options.Name);
        var now = Statistics;
        return new(
            $"No connection of pool '{_options.Name}' became available within {waiter.Patience}: {now.Leased} of {_options.MaxOpen} are in use, "
            + $"{now.Coming} are being opened or pinged, {now.Waiting} more renters wait. Raise {nameof(ConnectionPoolOptions.MaxOpen)} "
            + $"(currently {_options.MaxOpen}) or {nameof(ConnectionPoolOptions.RentTimeout)} (currently {_options.RentTimeout}), or look for "
            + "leases that are not disposed.");
    }

    PoolExhaustedException TooManyWaiters() => new(
        $"{_options.MaxWaiters} renters wait for pool '{_options.Name}' already. Raise {nameof(ConnectionPoolOptions.MaxWaiters)} "
        + $"(currently {_options.MaxWaiters}) or {nameof(ConnectionPoolOptions.MaxOpen)} (currently {_options.MaxOpen}).");

    ObjectDisposedException Closed() => new($"ConnectionPool '{_options.Name}'", $"The pool '{_options.Name}' is closed.");
}
