using System.Net.Sockets;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Testing.Time;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Fleet;

public class FleetTests
{
    const int Targets = 1000;
    const int Silent = 200;

    [Fact]
    public async Task Silent_servers_delay_nobody_and_end_with_their_budget()
    {
        var time = new FakeTimeProvider(1);
        var options = new ProbeOptions { Depth = ProbeDepth.Chain };
        using var network = new TestNetwork(time, host => host.StartsWith("silent", StringComparison.Ordinal), Silent);
        var records = new List<ProbeRecord>();
        var spoken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fleet = new FleetProbe(network, new FleetOptions { InFlight = Silent + 4 }, time, number => new Random((int)number));
        var targets = Enumerable.Range(0, Targets).Select(i => (new ProbeTarget(i % (Targets / Silent) == 0 ? $"silent-{i}" : $"host-{i}", 443), options));
        var run = fleet.RunAsync(targets, Report, TestContext.Current.CancellationToken);

        // The clock stands still: all who speak are known before any budget is spent.
        await spoken.Task;
        Assert.DoesNotContain(records, record => record.Target.StartsWith("silent", StringComparison.Ordinal));
        await network.AllAreSilent;
        time.Advance(options.Limits.Handshake);
        await run;

        Assert.Equal(Targets, records.Select(record => record.Target).Distinct().Count());
        Assert.Equal(Targets, records.Count);
        Assert.Equal(Silent, records.Count(record => record.Findings.Any(finding => finding.Code == Codes.TimeoutHandshake)));
        Assert.Equal(options.Limits.Handshake, time.Elapsed);

        void Report(ProbeRecord record)
        {
            records.Add(record);
            if (records.Count == Targets - Silent)
            {
                spoken.SetResult();
            }
        }
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets, Codes.LocalResource)]
    [InlineData(SocketError.AddressNotAvailable, Codes.LocalResource)]
    [InlineData(SocketError.NetworkUnreachable, Codes.LocalRoute)]
    [InlineData(SocketError.HostUnreachable, Codes.LocalRoute)]
    [InlineData(SocketError.HostNotFound, Codes.LocalName)]
    [InlineData(SocketError.AccessDenied, Codes.LocalOther)]
    public async Task Local_trouble_is_never_the_servers_fault(SocketError error, string code)
    {
        var network = new FailingNetwork(error);
        var record = await new TargetProbe(network, new ProbeTarget("a.test", 443), new ProbeOptions(), new FakeTimeProvider(1), new Random(1), new SharedWork(new Random(2)))
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(code, Assert.Single(record.Findings).Code);
        Assert.Equal(Severity.Unknown, record.Status);
        Assert.Equal(1, network.Calls);
    }

    [Theory]
    [InlineData(SocketError.ConnectionReset, Codes.Reset)]
    [InlineData(SocketError.Shutdown, Codes.Reset)]
    [InlineData(SocketError.NoBufferSpaceAvailable, Codes.LocalResource)]
    [InlineData(SocketError.NetworkDown, Codes.LocalRoute)]
    public void What_breaks_an_open_connection_is_told_apart_too(SocketError error, string code)
    {
        Assert.Equal(code, ConnectFaults.OfTalk(new IOException("it broke", new SocketException((int)error))).Code);
        Assert.Equal(code, ConnectFaults.OfTalk(new SocketException((int)error)).Code);
        Assert.Equal(Codes.Reset, ConnectFaults.OfTalk(new IOException("it broke")).Code);
    }

    [Fact]
    public async Task Only_a_refusal_is_tried_again_with_growing_pauses()
    {
        var time = new FakeTimeProvider(1);
        var network = new FailingNetwork(SocketError.ConnectionRefused);
        var run = new TargetProbe(network, new ProbeTarget("a.test", 443), new ProbeOptions(), time, new Random(1), new SharedWork(new Random(2))).RunAsync(TestContext.Current.CancellationToken);
        while (!run.IsCompleted)
        {
            Assert.True(time.AdvanceToNextTimer());
        }

        Assert.Equal(Codes.Refused, Assert.Single((await run).Findings).Code);
        Assert.Equal(3, network.Calls);
        Assert.Equal(TimeSpan.FromMilliseconds(200 + 400), time.Elapsed);
    }

    [Fact]
    public async Task One_address_is_asked_at_its_rate_and_another_at_once()
    {
        var time = new FakeTimeProvider(1);
        var paced = new PacedNetwork(new FailingNetwork(SocketError.ConnectionRefused), 10, time);
        var turns = Enumerable.Range(0, 11).Select(_ => paced.WaitTurnAsync("192.0.2.1", TestContext.Current.CancellationToken).AsTask()).ToList();

        Assert.True(paced.WaitTurnAsync("192.0.2.2", TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        time.Advance(TimeSpan.FromMilliseconds(450));
        Assert.Equal(5, turns.Count(turn => turn.IsCompleted));
        time.Advance(TimeSpan.FromMilliseconds(550));
        await Task.WhenAll(turns);
        Assert.Equal(TimeSpan.FromSeconds(1), time.Elapsed);
    }

    [Fact]
    public async Task Two_names_of_one_address_are_paced_together()
    {
        IProbeNetwork sockets = new SocketNetwork();
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal("127.0.0.1", await sockets.AddressAsync(new ProbeTarget("127.0.0.1", 443), cancellation));
        Assert.Equal("::1", await sockets.AddressAsync(new ProbeTarget("0:0:0:0:0:0:0:1", 443), cancellation));
    }
}
