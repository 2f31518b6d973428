using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Two sessions over a connection of loopback tcp.</summary>
static class SessionPair
{
    internal static async Task<(SmuxSession Client, SmuxSession Server)> OverTcpAsync(int version)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint);
        var accepted = await listener.AcceptSocketAsync();
        var config = new SmuxConfig { Version = version };
        return (SmuxSession.Client(new NetworkStream(socket, ownsSocket: true), config), SmuxSession.Server(new NetworkStream(accepted, ownsSocket: true), config));
    }
}
