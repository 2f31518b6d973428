using System.Net;
using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Connections of datagrams over loopback sockets: two sockets for each, which hear nobody else.</summary>
sealed class UdpPairTransport(ISessionObserver observer, Action<int, ByteEnd> accept, TimeProvider time, long start) : IPairTransport
{
    public bool IsSimulated => false;

    public async ValueTask<ByteEnd> ConnectAsync(int number, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var link = new UdpLink(observer, number, time, start);
        var toServer = observer.Arm(number, Direction.ToServer, link, link.ToServer);
        var toClient = observer.Arm(number, Direction.ToClient, link, link.ToClient);
        if (toServer.Refuse || toClient.Refuse)
        {
            throw new ConnectionResetException("The connection was refused.");
        }

        var client = NewSocket();
        var server = NewSocket();
        client.Connect(server.LocalEndPoint!);
        server.Connect(client.LocalEndPoint!);
        link.Client = new UdpEnd(client, link, isServer: false);
        link.Server = new UdpEnd(server, link, isServer: true);
        observer.Observe(TraceKind.Open, number, isServer: false, default);
        if (toServer.CloseAtOnce || toClient.CloseAtOnce)
        {
            await link.Server.DisposeAsync().ConfigureAwait(false);
            return link.Client;
        }

        try
        {
            // The client waits with the server: a session must not be over before its server was there.
            await Task.Delay(toServer.Delay + toClient.Delay, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await link.Client.DisposeAsync().ConfigureAwait(false);
            await link.Server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        observer.Observe(TraceKind.Accept, number, isServer: true, default);
        accept(number, link.Server);
        return link.Client;
    }

    public IEnumerable<string> Waiting() => [];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
