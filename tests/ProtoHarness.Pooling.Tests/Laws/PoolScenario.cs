using ProtoHarness.Testing.Linearizability;
using ProtoHarness.Testing.Schedules;

namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>Renters on strands of their own use one pool; every law that can be seen from outside is checked at every step.</summary>
sealed class PoolScenario
{
    readonly ScheduleRun _run;
    readonly PoolSettings _settings;
    readonly ThingServer _server;
    readonly IPoolSubject _pool;
    readonly RentOrder _order;
    readonly OperationHistory<PoolOperation, string> _history = new();

    PoolScenario(ScheduleRun run, PoolSettings settings, Func<ScheduleRun, ThingServer, PoolSettings, IPoolSubject> make)
    {
        _run = run;
        _settings = settings;
        _server = new(run, settings);
        _pool = make(run, _server, settings);
        _order = new(settings.Renters);
    }

    internal static Func<ScheduleRun, Task> Of(PoolSettings settings, Func<ScheduleRun, ThingServer, PoolSettings, IPoolSubject> make) =>
        run => new PoolScenario(run, settings, make).Play();

    async Task Play()
    {
        await Task.WhenAll(Enumerable.Range(0, _settings.Renters).Select(number =>
        {
            var name = $"renter {number}";
            return _run.Start(name, () => Renter(name));
        }));
        await _pool.Close();
        await _pool.Close();
        CheckCount();
        if (_pool.Open != 0 || _server.Open != 0)
            throw new LawBrokenException("the count returns to zero at disposal", $"the pool counts {_pool.Open}, the server {_server.Open}");
        LinearizabilityChecker.Check(new PoolModel(_settings.MaxOpen), _history.Entries).ThrowIfBroken();
    }

    async Task Renter(string name)
    {
        for (var round = 0; round < _settings.Rounds; round++)
        {
            if (await Rent(name) is not { } held)
                continue;
            _run.Point("hold");
            if (_settings.HoldTime > TimeSpan.Zero)
                await Task.Delay(_settings.HoldTime, _run.Clock);
            await Return(name, held);
            CheckCount();
        }
    }

    async Task<Held?> Rent(string name)
    {
        using var cancel = new CancellationTokenSource();
        var cancelling = _settings.Chance(_run.Random, _settings.Cancels) ? _run.Start("canceller", () => Cancel(cancel)) : Task.CompletedTask;
        var call = _history.Call(name, PoolOperation.Rent);
        var place = _order.Call();
        try
        {
            var renting = _pool.Rent(cancel.Token);
            if (!renting.IsCompleted)
                place.WaitsNow();
            var held = await renting;
            place.Served();
            _history.Return(call, $"thing {held.Thing.Id}");
            Take(name, held.Thing);
            return held;
        }
        catch (Exception expected) when (expected is OperationCanceledException or ConnectFailedException)
        {
            _history.Return(call, "nothing");
            return null;
        }
        finally
        {
            place.Leave();
            await cancelling;
        }
    }

    void Take(string name, Thing thing)
    {
        if (thing.Holder is not null)
            throw new LawBrokenException("never the same connection to two holders", $"thing {thing.Id} is with {thing.Holder} and {name}");
        if (thing.Broken || thing.Closed)
            throw new LawBrokenException("a broken or closed connection is never handed out", $"thing {thing.Id}");
        if (_settings.MaxLifetime > TimeSpan.Zero && _run.Clock.Elapsed - thing.OpenedAt >= _settings.MaxLifetime)
            throw new LawBrokenException("an expired connection is never handed out", $"thing {thing.Id} was opened at {thing.OpenedAt}");
        thing.Holder = name;
    }

    async Task Return(string name, Held held)
    {
        held.Thing.Holder = null;
        held.Thing.Broken = _settings.Chance(_run.Random, _settings.Breaks);
        var operation = PoolOperation.Return(held.Thing.Id);
        var call = _history.Call(name, operation);
        var before = _run.Clock.Elapsed;
        var returned = await _pool.Return(held, held.Thing.Broken);
        if (_run.Clock.Elapsed != before && !_settings.ClockMayMove)
            throw new LawBrokenException("returning never waits for another's opening", $"it took {_run.Clock.Elapsed - before}");
        _history.Return(call, returned ? "done" : "refused");
        if (!_settings.Chance(_run.Random, _settings.ReturnsTwice))
            return;
        _run.Point("return again");
        await _pool.Return(held, held.Thing.Broken);
    }

    Task Cancel(CancellationTokenSource cancel)
    {
        _run.Point("cancel");
        cancel.Cancel();
        return Task.CompletedTask;
    }

    void CheckCount()
    {
        if (_pool.Open < 0)
            throw new LawBrokenException("the count is never below zero", $"the pool counts {_pool.Open}");
        if (_pool.Open > _settings.MaxOpen)
            throw new LawBrokenException("never above the cap", $"the pool counts {_pool.Open} of {_settings.MaxOpen}");
    }
}
