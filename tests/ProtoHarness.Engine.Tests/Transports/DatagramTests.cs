using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Transports;

public class DatagramTests
{
    [Theory]
    [InlineData(TransportKind.Memory)]
    [InlineData(TransportKind.Udp)]
    public void Datagrams_keep_their_bounds_and_the_end_comes_behind_the_last(TransportKind transport) =>
        Assert.Equal("0 1 3 1000 -1", Received(transport, "", [0, 1, 3, 1000]));

    [Theory]
    [InlineData(TransportKind.Memory)]
    [InlineData(TransportKind.Udp)]
    public void Each_fault_of_one_datagram_hits_that_one(TransportKind transport)
    {
        Assert.Equal("1 3 4 -1", Received(transport, "C>S lose-nth 2", [1, 2, 3, 4]));
        Assert.Equal("1 2 2 3 4 -1", Received(transport, "C>S repeat-nth 2", [1, 2, 3, 4]));
        Assert.Equal("1 3 2 4 -1", Received(transport, "C>S overtake-nth 2", [1, 2, 3, 4]));
        Assert.Equal("1 3 4 2 -1", Received(transport, "C>S late-nth 2 50ms", [1, 2, 3, 4]));
        Assert.Equal("1 2 -1", Received(transport, "C>S lose-from 3", [1, 2, 3, 4]));
        Assert.Equal("1 2 4 3 -1", Received(transport, "C>S overtake-nth 3", [1, 2, 3, 4]));
        Assert.Equal("1 2 3 4 -1", Received(transport, "C>S overtake-nth 4", [1, 2, 3, 4]));
        Assert.Equal("1 0 3 4 -1", Received(transport, "C>S shorten-nth 2 0", [1, 2, 3, 4]));
        Assert.Equal("1 2 3 3 -1", Received(transport, "C>S shorten-nth 4 3", [1, 2, 3, 4]));
    }

    [Fact]
    public void A_fault_of_streams_never_fires_on_datagrams_nor_one_of_datagrams_on_a_stream()
    {
        var onDatagrams = Run(TransportKind.Memory, "* fragment 1", [1, 2]);
        Assert.All(onDatagrams.Receipts, receipt => Assert.Equal(0, receipt.Fired));
        Assert.False(FaultCatalog.Find("lose")!.FitsOn(ConnectionKind.Stream));
        Assert.True(FaultCatalog.Find("delay")!.FitsOn(ConnectionKind.Datagram));
    }

    [Fact]
    public void What_finds_no_room_is_lost_and_nobody_waits_to_send()
    {
        var result = Run(TransportKind.Memory, "S>C delay 1ms", [.. Enumerable.Repeat(60_000, 8)], serverReads: false);

        Assert.True(result.Completed, string.Join("; ", result.Roles));
    }

    [Fact]
    public void A_plugin_of_datagrams_does_not_run_over_tcp()
    {
        var error = Assert.Throws<ArgumentException>(() => Run(TransportKind.Tcp, "", [1]));
        Assert.Contains("write memory or udp", error.Message, StringComparison.Ordinal);
    }

    static string Received(TransportKind transport, string faults, int[] lengths)
    {
        var result = Run(transport, faults, lengths);
        Assert.True(result.Completed, $"{faults}: {string.Join("; ", result.Roles)}");
        return string.Join(' ', result.States.Where(state => state.StartsWith("S1 ", StringComparison.Ordinal)).Select(state => state[3..]));
    }

    static SessionResult Run(TransportKind transport, string faults, int[] lengths, bool serverReads = true)
    {
        var builder = PluginDefinition.Of(new Lengths(lengths, serverReads));
        return SessionRunner.Run(new SessionSpec
        {
            Plugin = builder,
            Conversation = builder.Conversations[0],
            Transport = transport,
            Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults),
            Seed = new Seed(1),
        });
    }

    sealed class Lengths(int[] lengths, bool serverReads) : IProtocolPlugin
    {
        public void Define(PluginBuilder plugin) => plugin
            .Describe("lengths", "datagrams of given lengths")
            .OverDatagrams()
            .Service("listen", "writes down the length of each", async (connection, context) =>
            {
                var buffer = new byte[connection.Datagrams.MaxLength];
                for (var length = 0; serverReads && length >= 0;)
                {
                    length = await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation);
                    context.Log($"{length}");
                }
            })
            .Conversation("send", "sends them", async context =>
            {
                await using var connection = await context.ConnectAsync(context.Cancellation);
                foreach (var length in lengths)
                {
                    await connection.Datagrams.SendAsync(new byte[length], context.Cancellation);
                }
            });
    }
}
