using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Sessions;

public class SessionRunnerTests
{
    public static TheoryData<string> Benign => [.. FaultCatalog.All.Where(k => k.IsBenign && k.Scope == FaultScope.Bytes).Select(k => Example(k.Name))];

    public static TheoryData<string> Telling => [.. FaultCatalog.All.Where(k => k.TellsPeers).Select(k => Example(k.Name))];

    [Theory]
    [InlineData(TransportKind.Memory)]
    [InlineData(TransportKind.Tcp)]
    public void A_correct_conversation_completes(TransportKind transport)
    {
        var result = SessionRunner.Run(Spec(transport));

        Assert.True(result.Completed, string.Join("; ", result.Roles));
        Assert.Empty(result.Flows);
        Assert.Empty(result.Leaks);
    }

    [Theory]
    [MemberData(nameof(Benign))]
    public void A_correct_conversation_completes_under_a_benign_fault(string fault)
    {
        foreach (var transport in (TransportKind[])[TransportKind.Memory, TransportKind.Tcp])
        {
            var result = SessionRunner.Run(Spec(transport) with { Faults = FaultRule.Parse(fault) });

            Assert.True(result.Completed, $"{transport}: {string.Join("; ", result.Roles)}; {string.Join("; ", result.Waiting)}");
            Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, receipt.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Telling))]
    public void A_correct_conversation_ends_cleanly_when_the_peers_are_told(string fault)
    {
        foreach (var transport in (TransportKind[])[TransportKind.Memory, TransportKind.Tcp])
        {
            var result = SessionRunner.Run(Spec(transport) with { Faults = FaultRule.Parse(fault) });

            Assert.Equal(SimulationEnd.Finished, result.End);
            Assert.All(result.Roles, role => Assert.True(role.Outcome is RoleOutcome.Completed or RoleOutcome.Refused, role.ToString()));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        var spec = Spec(TransportKind.Memory) with { ExploreSchedule = true, Clients = 3, Faults = FaultRule.Parse("* chunks 5 | jitter 3ms") };
        var first = SessionRunner.Run(spec);

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(first.TraceHash, SessionRunner.Run(spec).TraceHash);
        }

        Assert.Equal(first.TraceHash, SessionRunner.Run(spec with { Schedule = first.Schedule }).TraceHash);
        Assert.NotEqual(first.TraceHash, SessionRunner.Run(spec with { Seed = new Seed(2) }).TraceHash);
    }

    [Fact]
    public void A_stalled_session_is_cancelled_and_lets_go()
    {
        var result = SessionRunner.Run(Spec(TransportKind.Memory) with { Faults = FaultRule.Parse("S>C stall @20") });

        Assert.Equal(SimulationEnd.Quiescent, result.End);
        Assert.True(result.WasCancelled);
        Assert.NotEmpty(result.Waiting);
        Assert.All(result.Roles, role => Assert.NotEqual(RoleOutcome.Unfinished, role.Outcome));
        Assert.Empty(result.Leaks);
    }

    [Theory]
    [InlineData("C>S stall @0")]
    [InlineData("C>S stall @1")]
    [InlineData("C>S stall @30")]
    public void A_stall_holds_all_that_comes_after_it_in_however_many_pieces(string fault)
    {
        var result = SessionRunner.Run(Spec(TransportKind.Memory) with { Faults = FaultRule.Parse("C>S chunks 2 | " + fault[4..]) });

        Assert.Equal(SimulationEnd.Quiescent, result.End);
        Assert.All(result.Roles, role => Assert.True(role.Outcome is RoleOutcome.Completed or RoleOutcome.Refused, role.ToString()));
    }

    static SessionSpec Spec(TransportKind transport) => new()
    {
        Plugin = EchoPlugin.Definition,
        Conversation = EchoPlugin.Definition.Conversations[0],
        Transport = transport,
        Seed = new Seed(1),
        KeepBytes = true,
    };

    static string Example(string name) => name switch
    {
        "fragment" => "* fragment 1",
        "chunks" => "* chunks 7",
        "split" => "* split @3",
        "coalesce" or "delay" or "jitter" or "slow-writer" => $"* {name} 2ms",
        "bandwidth" => "* bandwidth 100KiB",
        "slow-reader" => "* slow-reader 16 1ms",
        "truncate" or "half-close" or "reset" => $"S>C {name} @20",
        "eof-in-frame" => "S>C truncate @21",
        "read-error" or "write-error" => $"C>S {name} 3",
        "reset-on-close" => "C>S reset-on-close",
        "connect-limit" or "no-port" => $"* {name} 1",
        _ => name,
    };
}
