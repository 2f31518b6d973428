using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>Meets on a loopback port; each connection is known by its client's port.</summary>
sealed class TcpRendezvous : Rendezvous
{
    readonly ConcurrentDictionary<int, TaskCompletionSource<Arrival>> _expected = new();

    public TcpRendezvous(SocketIo io, int backlog)
        : base(io, NewSocket())
    {
        Listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Listener.Listen(backlog);
    }

    public override async ValueTask<Socket> ConnectAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var socket = NewSocket();
        try
        {
            // Not bound first: to find a free port for that takes longer than all else once thousands of connections have been closed.
            await Io.ConnectAsync(socket, Listener.LocalEndPoint!, cancellationToken).ConfigureAwait(false);
            Expect(((IPEndPoint)socket.LocalEndPoint!).Port).TrySetResult(arrival);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override async Task<Arrival> MeetAsync(Socket accepted, CancellationToken cancellationToken)
    {
        accepted.NoDelay = true;
        var port = ((IPEndPoint)accepted.RemoteEndPoint!).Port;
        var arrival = await Expect(port).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        _expected.TryRemove(port, out _);
        return arrival;
    }

    static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    TaskCompletionSource<Arrival> Expect(int port) => _expected.GetOrAdd(port, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
