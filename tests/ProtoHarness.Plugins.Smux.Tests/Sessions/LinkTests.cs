using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Plugins.Smux.Tests.Sessions;

public class LinkTests
{
    /// <summary>One thread closes a session while another finds its connection lost; what the second throws nobody would catch.</summary>
    [Fact]
    public async Task Connection_that_was_let_go_of_can_still_be_aborted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint, TestContext.Current.CancellationToken);
        var link = SmuxLink.Over(new NetworkStream(socket, ownsSocket: true));
        await link.DisposeAsync();

        var error = Record.Exception(link.Abort);

        Assert.Null(error);
    }
}
