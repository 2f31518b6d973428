using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>Renters who must wait.</summary>
public sealed partial class ConnectionPool<T>
{
    readonly long _rentTimeout;

    internal void Cancel(PoolWaiter<T> waiter) => Step(core => core.Cancel(waiter));

    ValueTask<PoolLease<T>> Wait(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var now = _clock.GetTimestamp();
        var units = timeout == _options.RentTimeout ? _rentTimeout : ToUnits(timeout < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : timeout);
        _points?.Point("wait");
        PoolWaiter<T> waiter;
        List<PoolAction>? actions;
        _core.Gate.Enter();
        try
        {
            _core.Observe(now);

            // With the time told, an idle connection may turn out to be fresh after all.
            if (_core.TryRent() is { } slot)
                return new(new PoolLease<T>((LeasedSlot<T>)slot, slot.Version));
            waiter = TakeWaiter();
            waiter.WaitingSince = now;
            waiter.Patience = timeout;
            _core.Rent(waiter, PoolLimits.After(now, units));
            actions = TakeActions();
        }
        finally
        {
            _core.Gate.Exit();
        }

        var task = waiter.Task;
        if (actions is not null)
            Perform(actions, pingHere: true);

        // Not before it is in the queue: a cancellation that comes earlier would find nothing to cancel.
        if (cancellationToken.CanBeCanceled)
            waiter.ListenTo(cancellationToken);
        return task;
    }

    PoolWaiter<T> TakeWaiter()
    {
        var waiter = _core.FreeWaiter;
        if (waiter is null)
            return new(this);
        _core.FreeWaiter = waiter.NextFree;
        waiter.NextFree = null;
        return waiter;
    }

    /// <summary>Within the gate: the waiter through whom a lease was got can serve again once the lease is over, most likely on this very processor.</summary>
    void TakeBackWaiter(LeasedSlot<T> slot)
    {
        if (slot.Waiter is not { } waiter)
            return;
        slot.Waiter = null;
        waiter.NextFree = _core.FreeWaiter;
        _core.FreeWaiter = waiter;
    }
}
