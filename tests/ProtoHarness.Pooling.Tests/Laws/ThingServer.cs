using ProtoHarness.Testing.Schedules;

namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>Opens things, slowly, and sometimes not; counts them, which is how the cap is checked.</summary>
sealed class ThingServer(ScheduleRun run, PoolSettings settings)
{
    int _made;

    internal int Open { get; private set; }

    internal async ValueTask<Thing> Connect(CancellationToken cancellationToken)
    {
        Open++;
        if (Open > settings.MaxOpen)
        {
            // A pool passes on what its factory throws, to whom it likes; the run is told at once.
            var broken = new LawBrokenException("never above the cap", $"{Open} open, and the cap is {settings.MaxOpen}");
            run.Fail(broken);
            throw broken;
        }

        run.Point("connect");
        if (settings.ConnectTime > TimeSpan.Zero)
            await Task.Delay(settings.ConnectTime, run.Clock, cancellationToken);
        if (settings.Chance(run.Random, settings.ConnectFails))
        {
            Open--;
            throw new ConnectFailedException();
        }

        return new(++_made, this, run.Clock.Elapsed);
    }

    internal void Close() => Open--;
}
