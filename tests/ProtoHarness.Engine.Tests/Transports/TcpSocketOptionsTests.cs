using System.Buffers.Binary;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Transports;

public class TcpSocketOptionsTests
{
    [Fact]
    public void What_is_set_is_what_getsockopt_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the raw numbers of socket options are those of Linux");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var options = new TcpSocketOptions(socket)
        {
            KeepAlive = true,
            KeepAliveIdle = TimeSpan.FromSeconds(31),
            KeepAliveInterval = TimeSpan.FromSeconds(7),
            KeepAliveCount = 4,
            NoDelay = true,
            Linger = TimeSpan.FromSeconds(9),
        };

        Assert.Equal(1, Raw(socket, level: 1, name: 9));
        Assert.Equal(31, Raw(socket, level: 6, name: 4));
        Assert.Equal(7, Raw(socket, level: 6, name: 5));
        Assert.Equal(4, Raw(socket, level: 6, name: 6));
        Assert.Equal(1, Raw(socket, level: 6, name: 1));
        Assert.Equal((1, 9), RawLinger(socket));
        Assert.Equal(
            (true, 31.0, 7.0, 4, true, TimeSpan.FromSeconds(9)),
            (options.KeepAlive, options.KeepAliveIdle.TotalSeconds, options.KeepAliveInterval.TotalSeconds, options.KeepAliveCount, options.NoDelay, options.Linger));

        options.KeepAlive = false;
        options.NoDelay = false;
        options.Linger = null;

        Assert.Equal(0, Raw(socket, level: 1, name: 9));
        Assert.Equal(0, Raw(socket, level: 6, name: 1));
        Assert.Equal(0, RawLinger(socket).On);
    }

    [Fact]
    public void A_role_reaches_the_options_on_a_socket_and_finds_none_in_memory()
    {
        var found = new List<bool>();
        var plugin = PluginDefinition.Of(new Plugin(connection => found.Add(connection.GetFeature<ISocketOptions>() is { NoDelay: true })));
        foreach (var transport in (TransportKind[])[TransportKind.Tcp, TransportKind.Memory])
        {
            var result = SessionRunner.Run(new SessionSpec { Plugin = plugin, Conversation = plugin.Conversations[0], Transport = transport });
            Assert.True(result.Completed, string.Join("; ", result.Roles));
        }

        Assert.Equal([true, false], found);
    }

    static int Raw(Socket socket, int level, int name)
    {
        Span<byte> value = stackalloc byte[4];
        socket.GetRawSocketOption(level, name, value);
        return BinaryPrimitives.ReadInt32LittleEndian(value);
    }

    static (int On, int Seconds) RawLinger(Socket socket)
    {
        Span<byte> value = stackalloc byte[8];
        socket.GetRawSocketOption(1, 13, value);
        return (BinaryPrimitives.ReadInt32LittleEndian(value), BinaryPrimitives.ReadInt32LittleEndian(value[4..]));
    }

    sealed class Plugin(Action<IConnection> see) : IProtocolPlugin
    {
        public void Define(PluginBuilder plugin) => plugin
            .Describe("options", "looks at its connection")
            .Service("none", "does nothing", (_, _) => Task.CompletedTask)
            .Conversation("look", "looks", async context =>
            {
                await using var connection = await context.ConnectAsync(context.Cancellation);
                see(connection);
            });
    }
}
