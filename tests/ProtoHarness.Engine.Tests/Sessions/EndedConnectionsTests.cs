using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Sessions;

public sealed class EndedConnectionsTests
{
    /// <summary>What a server knows of a few connections is no leak, nor what it knows for a while; what it keeps of each is.</summary>
    [Property(MaxTest = 12)]
    public void Connections_are_told_that_are_kept_for_good(byte every, bool isLet, bool isOneByOne)
    {
        var plugin = PluginDefinition.Of(new TablePlugin(1 + (every % 3), isLet ? TimeSpan.FromMinutes(7) : Timeout.InfiniteTimeSpan, null));

        var result = Run(plugin, EndedConnections.Least, isOneByOne);

        Assert.Equal(SimulationEnd.Finished, result.End);
        Assert.Equal(every % 3 == 0 && !isLet, result.Leaks.Any(leak => leak.Contains("24 of 24 connections that ended", StringComparison.Ordinal)));
        Assert.True(result.Leaks.Count <= 1, string.Join("; ", result.Leaks));
    }

    [Fact]
    public void Nothing_is_said_of_fewer_connections()
    {
        var result = Run(PluginDefinition.Of(new TablePlugin(1, Timeout.InfiniteTimeSpan, null)), EndedConnections.Least - 1, isOneByOne: false);

        Assert.Empty(result.Leaks);
        Assert.True(result.Elapsed < TimeSpan.FromMinutes(1), $"{result.Elapsed}");
    }

    /// <summary>A server whose timers fire all the time would take the whole session's steps while it is waited.</summary>
    [Fact]
    public void Nothing_is_said_of_a_server_that_is_busy_all_the_time()
    {
        var result = Run(PluginDefinition.Of(new TablePlugin(1, Timeout.InfiniteTimeSpan, TimeSpan.FromMilliseconds(1))), EndedConnections.Least, isOneByOne: false);

        Assert.Equal(SimulationEnd.Finished, result.End);
        Assert.Empty(result.Leaks);
    }

    static SessionResult Run(PluginDefinition plugin, int clients, bool isOneByOne) => SessionRunner.Run(new SessionSpec
    {
        Plugin = plugin,
        Conversation = plugin.Conversations[0],
        Seed = new Seed(1),
        Clients = clients,
        Faults = isOneByOne ? FaultRule.Parse("accept-limit 1") : [],
    });

    /// <summary>Keeps some of its connections behind their end.</summary>
    /// <param name="every">Which of them.</param>
    /// <param name="lingering">For how long.</param>
    /// <param name="beat">How often the server does something by itself; null: never.</param>
    sealed class TablePlugin(int every, TimeSpan lingering, TimeSpan? beat) : IProtocolPlugin
    {
        public void Define(PluginBuilder plugin) => plugin
            .Describe("table", "a byte, sent back")
            .Service("echo", "sends a byte back", context => new Server(context, every, lingering, beat))
            .Conversation("byte", "one byte", TalkAsync);

        static async Task TalkAsync(ConversationContext context)
        {
            await using var connection = await context.ConnectAsync(context.Cancellation);
            await connection.Stream.WriteAsync(new byte[1], context.Cancellation);
            context.Expect(await connection.Stream.ReadAsync(new byte[1], context.Cancellation) == 1, "no answer came");
        }

        sealed class Server : IProtocolServer
        {
            readonly Dictionary<int, IConnection> _connections = [];
            readonly List<ITimer> _timers = [];
            readonly int _every;
            readonly TimeSpan _lingering;
            int _last;

            public Server(RoleContext context, int every, TimeSpan lingering, TimeSpan? beat)
            {
                (_every, _lingering) = (every, lingering);
                if (beat is { } period)
                {
                    _timers.Add(context.Time.CreateTimer(_ => { }, null, period, period));
                }
            }

            public async Task ServeAsync(IConnection connection, RoleContext context)
            {
                var number = ++_last;
                _connections[number] = connection;
                _timers.Add(context.Time.CreateTimer(_ => _connections.Remove(number), null, number % _every != 0 ? TimeSpan.Zero : _lingering, Timeout.InfiniteTimeSpan));
                var buffer = new byte[1];
                while (await connection.Stream.ReadAsync(buffer, context.Cancellation) > 0)
                {
                    await connection.Stream.WriteAsync(buffer, context.Cancellation);
                }
            }

            public ValueTask DisposeAsync()
            {
                _timers.ForEach(timer => timer.Dispose());
                return ValueTask.CompletedTask;
            }
        }
    }
}
