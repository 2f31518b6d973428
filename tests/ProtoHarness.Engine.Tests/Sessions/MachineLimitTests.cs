using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Sessions;

/// <summary>A machine that has no more to give: who waits is served later, who is refused is told.</summary>
public class MachineLimitTests
{
    [Property(MaxTest = 60)]
    public void Clients_beyond_what_the_server_can_hold_are_all_served(byte clients, byte places, byte handles, ulong seed)
    {
        var spec = Spec($"* backlog {1 + (places % 6)} 1s | accept-limit {1 + (handles % 6)}") with
        {
            Clients = 8 + (clients % 24), Seed = new Seed(seed), ExploreSchedule = seed % 2 == 0,
        };

        var result = SessionRunner.Run(spec);

        Assert.True(result.Completed, $"{result.End}: {string.Join("; ", result.Roles.Where(role => role.Outcome != RoleOutcome.Completed))}");
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, $"{receipt}"));
    }

    [Property(MaxTest = 60)]
    public void Clients_without_a_handle_are_refused_and_the_others_served(byte clients, byte handles, ulong seed)
    {
        var held = 1 + (handles % 6);
        var spec = Spec($"* connect-limit {held}") with { Clients = 8 + (clients % 24), Seed = new Seed(seed), ExploreSchedule = seed % 2 == 0 };

        var outcomes = SessionRunner.Run(spec).Roles.Where(role => role.Name.StartsWith('C')).Select(role => role.Outcome).ToList();

        Assert.True(outcomes.Count(outcome => outcome == RoleOutcome.Completed) >= held);
        Assert.All(outcomes, outcome => Assert.True(outcome is RoleOutcome.Completed or RoleOutcome.Refused, $"{outcome}"));
    }

    [Fact]
    public void Late_acceptance_and_a_limit_of_accepting_both_hold()
    {
        var result = SessionRunner.Run(Spec("* accept-delay 1s | accept-limit 1") with { Clients = 3 });

        Assert.True(result.Completed, $"{result.End}");
        Assert.True(result.Elapsed >= TimeSpan.FromSeconds(3), $"three connections, one after the other and each a second late, took {result.Elapsed}");
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, $"{receipt}"));
    }

    [Fact]
    public void Connection_that_is_closed_at_once_gives_its_handle_back()
    {
        var result = SessionRunner.Run(Spec("*#1 accept-close | accept-limit 1") with { Clients = 3 });

        Assert.Equal([RoleOutcome.Completed, RoleOutcome.Completed, RoleOutcome.Refused], result.Roles.Where(role => role.Name.StartsWith('C')).Select(role => role.Outcome).Order());
    }

    [Theory]
    [InlineData(TransportKind.Memory)]
    [InlineData(TransportKind.Tcp)]
    [InlineData(TransportKind.Unix)]
    public void Connection_that_finds_no_port_is_refused_alone(TransportKind transport)
    {
        var result = SessionRunner.Run(Spec("* no-port 2") with { Clients = 3, Transport = transport });

        Assert.Equal([RoleOutcome.Completed, RoleOutcome.Completed, RoleOutcome.Refused], result.Roles.Where(role => role.Name.StartsWith('C')).Select(role => role.Outcome).Order());
    }

    [Theory]
    [InlineData(TransportKind.Tcp, "* accept-limit 3")]
    [InlineData(TransportKind.Unix, "* accept-limit 3")]
    [InlineData(TransportKind.Unix, "* backlog 2 500ms")]
    [InlineData(TransportKind.Unix, "")]
    public void Sockets_hold_to_the_limits_and_serve_everybody(TransportKind transport, string faults)
    {
        var result = SessionRunner.Run(Spec(faults) with { Clients = 12, Transport = transport });

        Assert.True(result.Completed, $"{result.End}: {string.Join("; ", result.Roles.Where(role => role.Outcome != RoleOutcome.Completed))}");
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, $"{receipt}"));
    }

    [Property(MaxTest = 20)]
    public void Each_connection_over_local_sockets_gets_its_own_server(byte clients, ulong seed)
    {
        var result = SessionRunner.Run(Spec("") with { Clients = 1 + (clients % 32), Transport = TransportKind.Unix, Seed = new Seed(seed), KeepBytes = true });

        // The echo's content is checked at both ends, and each client's bytes are its own.
        Assert.True(result.Completed && result.Flows.Count == 0, $"{string.Join("; ", result.Flows)}");
    }

    static SessionSpec Spec(string faults) => new()
    {
        Plugin = EchoPlugin.Definition,
        Conversation = EchoPlugin.Definition.Conversations[0],
        Seed = new Seed(1),
        Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults),
    };
}
