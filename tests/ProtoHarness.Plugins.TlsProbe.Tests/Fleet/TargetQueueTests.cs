using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Fleet;

public sealed class TargetQueueTests : IDisposable
{
    readonly ManualResetEventSlim _asked = new();
    readonly ManualResetEventSlim _written = new();

    public void Dispose()
    {
        _asked.Dispose();
        _written.Dispose();
    }

    [Fact]
    public async Task Who_waits_for_a_slow_list_behind_another_keeps_no_thread()
    {
        using var queue = new TargetQueue(Slow());
        var first = Task.Run(async () => await queue.TakeAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        _asked.Wait(TestContext.Current.CancellationToken);

        // This very thread would stand still here, if the second one did.
        var second = queue.TakeAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        _written.Set();

        Assert.Equal((0, "a.test"), await first is var (number, target, _) ? (number, target.Host) : default);
        Assert.Equal((1, "b.test"), await second is var (next, other, _) ? (next, other.Host) : default);
        Assert.Null(await queue.TakeAsync(TestContext.Current.CancellationToken));
    }

    IEnumerable<(ProbeTarget, ProbeOptions)> Slow()
    {
        _asked.Set();
        _written.Wait();
        yield return (new("a.test", 443), new());
        yield return (new("b.test", 443), new());
    }
}
