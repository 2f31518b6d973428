using ProtoHarness.Pooling.Tests.Laws;
using ProtoHarness.Testing.Schedules;

namespace ProtoHarness.SeededBugs.Pools;

/// <summary>
/// A pool in the usual way: a list, a queue, a counter and a lock. Correct as it is; each <see cref="PoolBug"/> takes one line of that away.
/// </summary>
sealed class SmallPool(ScheduleRun run, ThingServer server, PoolSettings settings, PoolBug bug) : IPoolSubject
{
    readonly List<Thing> _idle = [];
    readonly LinkedList<TaskCompletionSource<Thing?>> _waiters = new();
    readonly SemaphoreSlim _slowLock = new(1);
    readonly HashSet<object> _over = new(ReferenceEqualityComparer.Instance);
    bool _closed;

    public int Open { get; private set; }

    public async Task<Held> Rent(CancellationToken cancellationToken)
    {
        if (bug == PoolBug.ReturnWaitsForOpening)
            await _slowLock.WaitAsync(CancellationToken.None);
        try
        {
            for (; ;)
            {
                run.Point("rent");
                if (TakeIdle() is { } idle)
                    return new(idle, new object());
                if (Open < settings.MaxOpen)
                    return new(await OpenOne(), new object());
                if (bug == PoolBug.WaitsAfterLooking)
                    run.Point("look, then wait");
                if (bug == PoolBug.ReturnWaitsForOpening)
                    _slowLock.Release();
                var handed = await Wait(cancellationToken);
                if (bug == PoolBug.ReturnWaitsForOpening)
                    await _slowLock.WaitAsync(CancellationToken.None);
                if (handed is not null)
                    return new(handed, new object());
            }
        }
        finally
        {
            if (bug == PoolBug.ReturnWaitsForOpening)
                _slowLock.Release();
        }
    }

    public async Task<bool> Return(Held held, bool broken)
    {
        if (bug == PoolBug.ReturnWaitsForOpening)
            await _slowLock.WaitAsync();
        try
        {
            run.Point("return");
            if (!_over.Add(held.Lease) && !MissesSecondReturn(broken))
                return false;
            if (broken && bug == PoolBug.CountBelowZero)
                Open--;
            if (broken || _closed || (IsOld(held.Thing) && bug != PoolBug.ExpiredHandedOut))
                Discard(held.Thing);
            else
                Offer(held.Thing);
            return true;
        }
        finally
        {
            if (bug == PoolBug.ReturnWaitsForOpening)
                _slowLock.Release();
        }
    }

    public Task Close()
    {
        _closed = true;
        foreach (var thing in _idle.Distinct().ToArray())
            Discard(thing);
        _idle.Clear();
        return Task.CompletedTask;
    }

    bool MissesSecondReturn(bool broken) =>
        (bug == PoolBug.ReturnedTwice && !broken) || (bug == PoolBug.DoubleCloseLiftsCap && broken);

    Thing? TakeIdle()
    {
        while (_idle.Count > 0)
        {
            var thing = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            if (!IsOld(thing))
                return thing;
            Discard(thing);
        }

        return null;
    }

    async Task<Thing> OpenOne()
    {
        Open++;
        try
        {
            return await server.Connect(CancellationToken.None);
        }
        catch (ConnectFailedException)
        {
            Open--;
            if (bug == PoolBug.FactoryThrowsTwice && Open > 0)
                Open--;
            if (bug != PoolBug.FailureWakesNobody)
                WakeOne();
            throw;
        }
    }

    async Task<Thing?> Wait(CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<Thing?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.AddLast(waiter);
        using (cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken)))
            return await waiter.Task;
    }

    void Offer(Thing thing)
    {
        if (bug == PoolBug.WaiterStarved)
        {
            _idle.Add(thing);
            WakeOne();
            return;
        }

        while (_waiters.First is { } first)
        {
            _waiters.RemoveFirst();
            if (first.Value.TrySetResult(thing) || bug == PoolBug.HandOffLosesToCancellation)
                return;
        }

        _idle.Add(thing);
    }

    void Discard(Thing thing)
    {
        if (!thing.Closed)
            thing.Dispose();
        if (Open > 0 || bug == PoolBug.CountBelowZero)
            Open--;
        WakeOne();
    }

    void WakeOne()
    {
        while (_waiters.First is { } first)
        {
            _waiters.RemoveFirst();
            if (first.Value.TrySetResult(null))
                return;
        }
    }

    bool IsOld(Thing thing) => settings.MaxLifetime > TimeSpan.Zero && run.Clock.Elapsed - thing.OpenedAt >= settings.MaxLifetime;
}
