using System.Net;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Live;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Testing.Time;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Box;

/// <summary>
/// Budgets over sockets, without a look at the machine's clock: the probe's clock stands still, or moves once by just the budget. So what ends, ends by what the server
/// sent, or at the very end of its budget.
/// </summary>
public class HostileBudgetTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new TlsProbePlugin());

    public static TheoryData<string> Scripts => [.. HostileScripts.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_hostile_script_over_tcp_takes_its_budget_or_no_time_at_all(string name)
    {
        var one = BoxCases.Of(name);
        var budget = one.Expected.Contains(Codes.TimeoutHandshake) ? new ProbeLimits().Handshake : TimeSpan.Zero;
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var services = new LiveServices(ParameterValues.Defaults.With(TlsProbeOptions.Case, name), new Seed(1), new NobodyIsTold(), TimeProvider.System);
        await using var server = new LiveServer(Plugin, null, new IPEndPoint(IPAddress.Loopback, 0), services);
        var serving = server.RunAsync(stop.Token);

        var probing = BoxProbe.RunAsync(
            one, new WatchedNetwork(server.Address, () => reading.TrySetResult()), ProbeDepth.Chain, time, new Random(1), TestContext.Current.CancellationToken);

        // From the first read on the handshake has its budget.
        await reading.Task;
        time.Advance(budget);
        var record = await probing;

        Assert.Equal(one.Expected, record.Findings.Select(finding => finding.Code));
        Assert.Equal(budget, record.Elapsed);
        Assert.Equal(0, time.PendingTimers);
        await stop.CancelAsync();
        await serving;
    }

    sealed class NobodyIsTold : ILiveObserver
    {
        public void Opened(string role, string peer)
        {
        }

        public void Said(string role, string text)
        {
        }

        public void Progressed(string role, string work, long done, long total)
        {
        }

        public void Ended(string role, Exception? error)
        {
        }
    }
}
