using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Connections over loopback sockets.</summary>
sealed class TcpPairTransport : IPairTransport
{
    readonly ISessionObserver _observer;
    readonly Action<int, ByteEnd> _accept;
    readonly TimeProvider _time;
    readonly long _start;
    readonly Socket _listener;
    readonly EndPoint _address;
    readonly ConcurrentDictionary<int, TaskCompletionSource<(TcpLink Link, ConnectDecision Decision)>> _expected = new();
    readonly CancellationTokenSource _closed = new();
    readonly Task _accepting;

    public TcpPairTransport(ISessionObserver observer, Action<int, ByteEnd> accept, TimeProvider time, long start)
    {
        _observer = observer;
        _accept = accept;
        _time = time;
        _start = start;
        _listener = NewSocket();
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _address = _listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    public bool IsSimulated => false;

    public async ValueTask<ByteEnd> ConnectAsync(int number, CancellationToken cancellationToken)
    {
        var link = new TcpLink(_observer, number, _time, _start);
        var toServer = _observer.Arm(number, Direction.ToServer, link, link.ToServer);
        var toClient = _observer.Arm(number, Direction.ToClient, link, link.ToClient);
        if (toServer.Refuse || toClient.Refuse)
        {
            throw new ConnectionResetException("The connection was refused.");
        }

        var socket = NewSocket();
        try
        {
            // Bound first, so that the accepted side knows by the port which connection it is.
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Expect(((IPEndPoint)socket.LocalEndPoint!).Port).TrySetResult(
                (link, new ConnectDecision(false, toServer.CloseAtOnce || toClient.CloseAtOnce, toServer.Delay + toClient.Delay)));
            await socket.ConnectAsync(_address, cancellationToken).ConfigureAwait(false);
            _observer.Observe(TraceKind.Open, number, isServer: false, default);
            return new TcpEnd(socket, link, isServer: false);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ConnectionResetException($"The connection failed: {e.Message}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public IEnumerable<string> Waiting() => [];

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _closed.Dispose();
    }

    static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    TaskCompletionSource<(TcpLink Link, ConnectDecision Decision)> Expect(int port) =>
        _expected.GetOrAdd(port, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_closed.Token).ConfigureAwait(false);
                socket.NoDelay = true;
                _ = HandAsync(socket);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The session is over.
        }
    }

    async Task HandAsync(Socket socket)
    {
        try
        {
            var port = ((IPEndPoint)socket.RemoteEndPoint!).Port;
            var (link, decision) = await Expect(port).Task.WaitAsync(_closed.Token).ConfigureAwait(false);
            _expected.TryRemove(port, out _);
            if (decision.Delay > TimeSpan.Zero)
            {
                await Task.Delay(decision.Delay, _time, _closed.Token).ConfigureAwait(false);
            }

            if (decision.CloseAtOnce)
            {
                socket.Dispose();
                return;
            }

            _observer.Observe(TraceKind.Accept, link.Number, isServer: true, default);
            _accept(link.Number, new TcpEnd(socket, link, isServer: true));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            socket.Dispose();
        }
    }
}
