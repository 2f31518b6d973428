using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Plugins.DatagramEcho.Tests;

public class LossTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new DatagramEchoPlugin());

    [Theory]
    [InlineData("* lose 10", 4)]
    [InlineData("* lose 10 | repeat-datagram 50 | reorder 50", 1)]
    [InlineData("C>S lose 30 | jitter 40ms", 16)]
    [InlineData("S>C lose 20 | jitter 50ms", 64)]
    public void Every_message_comes_back_under_loss_duplication_and_reordering(string faults, int window)
    {
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var result = Run(faults, window, seed);

            Assert.True(result.Completed && result.Flows.Count == 0, $"{result.Spec}: {string.Join("; ", result.Roles)} {result.Flows.FirstOrDefault()}");
        }
    }

    [Theory]
    [InlineData("C>S lose-from 1", 1)]
    [InlineData("S>C lose-from 3", 4)]
    [InlineData("* lose 100", 64)]
    public void A_server_that_is_not_heard_is_given_up_after_a_bounded_number_of_tries(string faults, int window)
    {
        var result = Run(faults, window, 1);

        Assert.Equal(SimulationEnd.Finished, result.End);
        Assert.IsType<TimeoutException>(result.Roles.Single(role => role.Name == "C1").Error);
        Assert.True(result.Elapsed < TimeSpan.FromSeconds(6), $"it took {result.Elapsed}");
    }

    [Fact]
    public void What_comes_twice_reaches_the_application_once()
    {
        var result = Run("* repeat-datagram 100", 4, 1);

        Assert.True(result.Completed);
        Assert.Empty(result.Flows);
        Assert.Contains(result.States, state => state.Contains("SentAgain = 0", StringComparison.Ordinal) && !state.Contains("Unasked = 0", StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_come_back_over_real_sockets()
    {
        var result = Run("", 8, 1, TransportKind.Udp);

        Assert.True(result.Completed && result.Flows.Count == 0, string.Join("; ", result.Roles));
    }

    static SessionResult Run(string faults, int window, ulong seed, TransportKind transport = TransportKind.Memory) => SessionRunner.Run(new SessionSpec
    {
        Plugin = Plugin,
        Conversation = Plugin.Conversations[0],
        Values = ParameterValues.Defaults.With(EchoSettings.Window, $"{window}").With(EchoSettings.Messages, "20"),
        Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults),
        Seed = new Seed(seed),
        ExploreSchedule = true,
        Clients = 1 + (int)(seed % 2),
        Transport = transport,
    });
}
