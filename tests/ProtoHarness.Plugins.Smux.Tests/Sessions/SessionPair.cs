using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Two sessions over a connection of loopback tcp, which are closed together: a graceful close waits for the other's.</summary>
sealed record SessionPair(SmuxSession Client, SmuxSession Server) : IAsyncDisposable
{
    internal static async Task<SessionPair> OverTcpAsync(int version, TimeProvider? time = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint);
        var accepted = await listener.AcceptSocketAsync();
        var config = new SmuxConfig { Version = version };
        return new(
            SmuxSession.Client(new NetworkStream(socket, ownsSocket: true), config, time), SmuxSession.Server(new NetworkStream(accepted, ownsSocket: true), config, time));
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(Client.CloseAsync(), Server.CloseAsync());
}
