using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Connections over loopback sockets.</summary>
sealed class SocketPairTransport : IPairTransport
{
    readonly bool _isEncrypted;
    readonly ISessionObserver _observer;
    readonly ISessionObserver _below;
    readonly Action<int, ByteEnd> _accept;
    readonly TimeProvider _time;
    readonly long _start;
    readonly Socket _listener;
    readonly EndPoint _address;
    readonly ConcurrentDictionary<int, TaskCompletionSource<Expected>> _expected = new();
    readonly CancellationTokenSource _closed = new();
    readonly Task _accepting;

    public SocketPairTransport(TransportKind kind, ISessionObserver observer, Action<int, ByteEnd> accept, TimeProvider time, long start)
    {
        _isEncrypted = kind == TransportKind.Tls;
        _observer = observer;
        _below = _isEncrypted ? new QuietObserver(observer) : observer;
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
        var link = new TcpLink(_below, number, _time, _start);
        var toServer = _observer.Arm(number, Direction.ToServer, link, link.ToServer);
        var toClient = _observer.Arm(number, Direction.ToClient, link, link.ToClient);
        if (toServer.Refuse || toClient.Refuse)
        {
            throw new ConnectionResetException("The connection was refused.");
        }

        var socket = NewSocket();
        try
        {
            var handing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var expected = new Expected(link, new ConnectDecision(false, toServer.CloseAtOnce || toClient.CloseAtOnce, toServer.Delay + toClient.Delay), handing);

            // Bound first, so that the accepted side knows by the port which connection it is.
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Expect(((IPEndPoint)socket.LocalEndPoint!).Port).TrySetResult(expected);
            await socket.ConnectAsync(_address, cancellationToken).ConfigureAwait(false);
            _observer.Observe(TraceKind.Open, number, isServer: false, default);
            var end = await EncryptAsync(new TcpEnd(socket, link, isServer: false), number, isServer: false, cancellationToken).ConfigureAwait(false);
            if (_isEncrypted)
            {
                // Both ends have shaken hands: the server has the connection, or will have it in a moment.
                await handing.Task.ConfigureAwait(false);
            }

            return end;
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

    TaskCompletionSource<Expected> Expect(int port) => _expected.GetOrAdd(port, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    ValueTask<ByteEnd> EncryptAsync(TcpEnd end, int number, bool isServer, CancellationToken cancellationToken) =>
        _isEncrypted ? TlsEnd.OverAsync(end, _observer, number, isServer, cancellationToken) : ValueTask.FromResult<ByteEnd>(end);

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
        TaskCompletionSource? handing = null;
        try
        {
            var port = ((IPEndPoint)socket.RemoteEndPoint!).Port;
            (var link, var decision, handing) = await Expect(port).Task.WaitAsync(_closed.Token).ConfigureAwait(false);
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

            var end = await EncryptAsync(new TcpEnd(socket, link, isServer: true), link.Number, isServer: true, _closed.Token).ConfigureAwait(false);
            _observer.Observe(TraceKind.Accept, link.Number, isServer: true, default);
            _accept(link.Number, end);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException or ConnectionResetException)
        {
            socket.Dispose();
        }
        finally
        {
            handing?.TrySetResult();
        }
    }

    sealed record Expected(TcpLink Link, ConnectDecision Decision, TaskCompletionSource Handing);
}
