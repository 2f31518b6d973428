using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Transports.Sockets;

/// <summary>Sessions of few connections over sockets share a thread; what roles may do elsewhere, they may do there.</summary>
public class SocketLoopTests
{
    static readonly string[] Letters = ["a", "b", "c", "d"];

    [Theory]
    [InlineData(TransportKind.Tcp)]
    [InlineData(TransportKind.Unix)]
    [InlineData(TransportKind.Tls)]
    public void A_role_that_reads_and_writes_synchronously_blocks_nobody_else(TransportKind transport)
    {
        var result = Run(transport, (connection, _) =>
        {
            for (var read = connection.Stream.ReadByte(); read >= 0; read = connection.Stream.ReadByte())
            {
                connection.Stream.WriteByte((byte)read);
            }

            return Task.CompletedTask;
        }, (connection, context) =>
        {
            foreach (var letter in Letters)
            {
                connection.Stream.WriteByte((byte)letter[0]);
                context.Expect(connection.Stream.ReadByte() == letter[0], "the answer differs");
            }

            return Task.CompletedTask;
        });

        Completed(result);
    }

    [Fact]
    public void A_role_that_blocks_until_the_other_has_gone_on_gets_what_it_waits_for()
    {
        using var asked = new ManualResetEventSlim();
        var result = Run(TransportKind.Tcp, async (connection, context) =>
        {
            await ExpectByteAsync(connection, context);
            asked.Wait(context.Cancellation);
            await connection.Stream.WriteAsync(new byte[1], context.Cancellation);
        }, async (connection, context) =>
        {
            await connection.Stream.WriteAsync(new byte[1], context.Cancellation);
            await Task.Yield();
            var answer = ExpectByteAsync(connection, context);
            asked.Set();
            await answer;
        });

        Completed(result);
    }

    [Fact]
    public void Roles_that_go_on_elsewhere_are_heard_by_the_thread_that_waits()
    {
        for (var round = 0; round < 50; round++)
        {
            Completed(Run(TransportKind.Tcp, async (connection, context) =>
            {
                while (await connection.Stream.ReadAsync(new byte[1], context.Cancellation) > 0)
                {
                    await Task.Run(() => connection.Stream.WriteAsync(new byte[1], context.Cancellation).AsTask(), context.Cancellation);
                }
            }, async (connection, context) =>
            {
                for (var i = 0; i < 4; i++)
                {
                    await Task.Run(() => connection.Stream.WriteAsync(new byte[1], context.Cancellation).AsTask(), context.Cancellation);
                    await Task.Run(() => ExpectByteAsync(connection, context), context.Cancellation);
                }
            }));
        }
    }

    [Fact]
    public void A_read_ends_when_its_own_role_lets_go_of_the_connection()
    {
        Exception? error = null;
        var result = Run(TransportKind.Tcp, async (connection, context) => await ExpectEndAsync(connection, context), async (connection, context) =>
        {
            var reading = connection.Stream.ReadAsync(new byte[1], context.Cancellation).AsTask();
            await connection.DisposeAsync();
            error = await Record.ExceptionAsync(() => reading);
        });

        Completed(result);
        Assert.True(error is ObjectDisposedException or IOException, $"{error}");
    }

    [Fact]
    public void A_read_that_is_cancelled_ends_and_the_connection_goes_on()
    {
        var result = Run(TransportKind.Tcp, async (connection, context) =>
        {
            await ExpectByteAsync(connection, context);
            await connection.Stream.WriteAsync(new byte[1], context.Cancellation);
        }, async (connection, context) =>
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
            var reading = connection.Stream.ReadAsync(new byte[1], cancellation.Token).AsTask();
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
            await connection.Stream.WriteAsync(new byte[1], context.Cancellation);
            await ExpectByteAsync(connection, context);
        });

        Completed(result);
    }

    [Fact]
    public void A_writer_waits_for_a_reader_that_takes_its_time()
    {
        const int Bytes = 16 * 1024 * 1024;
        long taken = 0;
        var result = Run(TransportKind.Tcp, async (connection, context) =>
        {
            var buffer = new byte[4096];
            for (int read; (read = await connection.Stream.ReadAsync(buffer, context.Cancellation)) > 0; taken += read)
            {
            }
        }, async (connection, context) => await connection.Stream.WriteAsync(new byte[Bytes], context.Cancellation));

        Completed(result);
        Assert.Equal(Bytes, taken);
    }

    [Fact]
    public void A_session_that_never_ends_is_ended_at_its_limit()
    {
        var result = Run(TransportKind.Tcp, async (connection, context) => await ExpectEndAsync(connection, context),
            async (connection, context) => await ExpectByteAsync(connection, context), new SessionLimits { RealTime = TimeSpan.FromSeconds(2) });

        Assert.Equal(SimulationEnd.TimeLimit, result.End);
        Assert.True(result.WasCancelled);
        Assert.All(result.Roles, role => Assert.NotEqual(RoleOutcome.Unfinished, role.Outcome));
    }

    [Fact]
    public void A_role_that_blocks_its_thread_for_good_is_left_behind_at_the_limit()
    {
        using var never = new ManualResetEventSlim();
        var result = Run(TransportKind.Tcp, (_, _) =>
        {
            never.Wait(CancellationToken.None);
            return Task.CompletedTask;
        }, async (connection, context) => await ExpectByteAsync(connection, context), new SessionLimits { RealTime = TimeSpan.FromMilliseconds(50) });
        never.Set();

        Assert.Equal(SimulationEnd.TimeLimit, result.End);
        Assert.Contains(result.Roles, role => role is { Name: "S1", Outcome: RoleOutcome.Unfinished });
    }

    static async Task ExpectByteAsync(IConnection connection, RoleContext context) => Assert.Equal(1, await connection.Stream.ReadAsync(new byte[1], context.Cancellation));

    static async Task ExpectEndAsync(IConnection connection, RoleContext context) => Assert.Equal(0, await connection.Stream.ReadAsync(new byte[1], context.Cancellation));

    static void Completed(SessionResult result)
    {
        Assert.Equal(SimulationEnd.Finished, result.End);
        Assert.True(result.Completed, string.Join("; ", result.Roles));
    }

    static SessionResult Run(TransportKind transport, Func<IConnection, RoleContext, Task> serve, Func<IConnection, ConversationContext, Task> talk, SessionLimits? limits = null)
    {
        var plugin = PluginDefinition.Of(new Plugin(serve, talk));
        return SessionRunner.Run(new SessionSpec { Plugin = plugin, Conversation = plugin.Conversations[0], Transport = transport, Limits = limits ?? new() });
    }

    sealed class Plugin(Func<IConnection, RoleContext, Task> serve, Func<IConnection, ConversationContext, Task> talk) : IProtocolPlugin
    {
        public void Define(PluginBuilder plugin) => plugin
            .Describe("roles", "whatever a test wants")
            .Service("serve", "serves", (connection, context) => serve(connection, context))
            .Conversation("talk", "talks", async context =>
            {
                await using var connection = await context.ConnectAsync(context.Cancellation);
                await talk(connection, context);
            });
    }
}
