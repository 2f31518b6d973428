using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling;

/// <summary>Asks connections whether they still work.</summary>
public sealed partial class ConnectionPool<T>
{
    CancellationTokenSource? _unusedLimit;

    /// <summary>Pings on the renter's thread. If the answer is there at once, what follows from it is appended to the actions.</summary>
    void PingNow(LeasedSlot<T> slot, List<PoolAction> actions)
    {
        // A ping that is answered at once needs no time limit, so its token source can serve again.
        var limit = Interlocked.Exchange(ref _unusedLimit, null) ?? new CancellationTokenSource();
        ValueTask<bool> ping;
        try
        {
            ping = _ping!(slot.Connection!, limit.Token);
        }
        catch (Exception)
        {
            ping = new(false);
        }

        if (!ping.IsCompleted)
        {
            _ = AwaitPing(slot, ping, limit);
            return;
        }

        var alive = ping.IsCompletedSuccessfully && ping.Result;
        Volatile.Write(ref _unusedLimit, limit);
        if (EndPing(slot, alive) is { } more)
        {
            actions.AddRange(more);
            Keep(more);
        }
    }

    async Task PingAsync(LeasedSlot<T> slot)
    {
        ValueTask<bool> ping;
        var limit = new CancellationTokenSource();
        try
        {
            ping = _ping!(slot.Connection!, limit.Token);
        }
        catch (Exception)
        {
            ping = new(false);
        }

        await AwaitPing(slot, ping, limit);
    }

    async Task AwaitPing(LeasedSlot<T> slot, ValueTask<bool> ping, CancellationTokenSource limit)
    {
        var alive = false;
        using (limit)
        using (_clock.CreateTimer(static limit => ((CancellationTokenSource)limit!).Cancel(), limit, _options.PingTimeout, Timeout.InfiniteTimeSpan))
        using (_closing.Token.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit))
        {
            try
            {
                // Started by a renter, so its context is not to be kept; under a test's schedule it is that which keeps the order.
                alive = await ping.ConfigureAwait(continueOnCapturedContext: _points is not null || _options.SynchronizationContext is not null) && !limit.IsCancellationRequested;
            }
            catch (Exception)
            {
                // Whatever a ping throws, the answer is that the connection is not to be used.
                alive = false;
            }
        }

        if (EndPing(slot, alive) is { } actions)
            Perform(actions);
    }

    List<PoolAction>? EndPing(LeasedSlot<T> slot, bool alive)
    {
        _points?.Point("pinged");
        var now = _clock.GetTimestamp();
        _core.Gate.Enter();
        try
        {
            _core.Observe(now);
            _core.Pinged(slot, alive);
            return TakeActions();
        }
        finally
        {
            _core.Gate.Exit();
        }
    }
}
