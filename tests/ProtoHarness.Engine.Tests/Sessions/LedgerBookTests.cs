using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Sessions;

/// <summary>What both ends of a connection say of its flows, against a table of them.</summary>
public sealed class LedgerBookTests
{
    static readonly string[] Names = ["b", "a", "", "c"];

    [Property(MaxTest = 1000)]
    public static bool It_says_of_each_flow_what_a_table_says(byte[] entries, bool completed)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var book = new LedgerBook(1);
        var (client, server) = (book.For(isServer: false), book.For(isServer: true));
        var table = new SortedDictionary<(int Name, Direction Direction), (int Sent, int Received, bool Ended)>();
        foreach (var entry in entries)
        {
            var (name, direction) = (entry % Names.Length, (entry & 4) == 0 ? Direction.ToServer : Direction.ToClient);
            var (sender, receiver) = direction == Direction.ToServer ? (client, server) : (server, client);
            var flow = table.GetValueOrDefault((name, direction));
            switch ((entry >> 3) % 4)
            {
                case 0 or 1:
                    sender.Sent(Names[name], [7]);
                    flow.Sent++;
                    break;
                case 2:
                    receiver.Received(Names[name], [7]);
                    flow.Received++;
                    break;
                default:
                    receiver.Ended(Names[name]);
                    flow.Ended = true;
                    break;
            }

            table[(name, direction)] = flow;
        }

        var expected = table
            .Select(pair => (Flow: Names[pair.Key.Name], pair.Key.Direction, Kind: Wrong(pair.Value, completed), pair.Value.Sent, pair.Value.Received))
            .Where(flow => flow.Kind is not null)
            .OrderBy(flow => flow.Flow, StringComparer.Ordinal).ThenBy(flow => flow.Direction);
        return book.Compare(completed).Select(p => (p.Flow, p.Direction, (FlowProblemKind?)p.Kind, (int)p.Sent, (int)p.Received)).SequenceEqual(expected);
    }

    [Fact]
    public static void It_says_which_bytes_are_wrong_and_how_many()
    {
        var book = new LedgerBook(2);
        var (client, server) = (book.For(isServer: false), book.For(isServer: true));
        client.Sent("a", [1, 2]);
        server.Received("a", [1, 3]);
        server.Sent("b", [1]);
        client.Received("b", [1, 2]);
        client.Sent("c", [1, 2]);
        server.Received("c", [1]);
        server.Ended("c");
        client.Sent("d", [1]);

        Assert.Equal(
            [
                "the flow 'a' C>S of connection 2: byte 1 was sent as 02 and received as 03",
                "the flow 'b' S>C of connection 2: 2 bytes were received, 1 were sent",
                "the flow 'c' C>S of connection 2: the receiver was told that it ended normally after 1 of 2 bytes",
                "the flow 'd' C>S of connection 2: both ends completed, but only 0 of 1 bytes were received",
            ],
            book.Compare(bothCompleted: true).Select(problem => problem.Message));

        book.Clear();
        Assert.Empty(book.Compare(bothCompleted: true));
    }

    static FlowProblemKind? Wrong((int Sent, int Received, bool Ended) flow, bool completed) =>
        flow.Received > flow.Sent ? FlowProblemKind.NotAPrefix
        : flow.Received == flow.Sent ? null
        : flow.Ended ? FlowProblemKind.EndedShort
        : completed ? FlowProblemKind.Incomplete
        : null;
}
