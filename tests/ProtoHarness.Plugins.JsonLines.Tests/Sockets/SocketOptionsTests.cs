using System.Net;
using System.Net.Sockets;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines.Tests.Sockets;

/// <summary>The options of the plugin reach the sockets of both roles: what the system says of them is what was set.</summary>
public class SocketOptionsTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new JsonLinesPlugin());

    [Fact]
    public async Task What_is_set_is_what_getsockopt_says_of_the_sockets_of_both_roles()
    {
        var values = ParameterValues.Defaults
            .With(JsonLinesSettings.KeepAlive, "true").With(JsonLinesSettings.KeepAliveIdle, "31s").With(JsonLinesSettings.KeepAliveInterval, "7s")
            .With(JsonLinesSettings.KeepAliveCount, "4").With(JsonLinesSettings.NoDelay, "false").With(JsonLinesSettings.Linger, "9");

        var expected = new RawOptions(KeepAlive: 1, Idle: 31, Interval: 7, Count: 4, NoDelay: 0, LingerOn: 1, LingerSeconds: 9);
        Assert.Equal((expected, expected), await RunAsync(values));
    }

    [Fact]
    public async Task Without_options_small_writes_leave_at_once_and_nothing_else_is_set()
    {
        var (client, server) = await RunAsync(ParameterValues.Defaults);

        Assert.Equal((0, 1, 0), (client.KeepAlive, client.NoDelay, client.LingerOn));
        Assert.Equal(client, server);
    }

    /// <summary>A conversation over a real connection; the options of its two sockets at the end of it.</summary>
    static async Task<(RawOptions Client, RawOptions Server)> RunAsync(ParameterValues values)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the raw numbers of socket options are those of Linux");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!, TestContext.Current.CancellationToken);
        using var server = await listener.AcceptAsync(TestContext.Current.CancellationToken);

        var calling = new SocketContext(values, new SocketConnection(client));
        var serving = new SocketContext(values, new SocketConnection(server));
        await using var service = Plugin.Services[0].Create(serving);
        var served = service.ServeAsync(await serving.ConnectAsync(TestContext.Current.CancellationToken), serving);
        await Plugin.Conversations.First(conversation => conversation.Name == "multiplex").Run(calling);
        await served;
        return (RawOptions.Of(client), RawOptions.Of(server));
    }
}
