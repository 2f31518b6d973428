using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Connections over loopback sockets.</summary>
sealed class SocketPairTransport : IPairTransport
{
    readonly SocketIo _io;
    readonly bool _isEncrypted;
    readonly ISessionObserver _observer;
    readonly ISessionObserver _below;
    readonly MachineLimits _machine;
    readonly Action<int, ByteEnd> _accept;
    readonly TimeProvider _time;
    readonly long _start;
    readonly Rendezvous _rendezvous;
    readonly CancellationTokenSource _closed = new();
    readonly SemaphoreSlim _freed = new(0);
    readonly Task _accepting;

    public SocketPairTransport(SocketIo io, TransportKind kind, ISessionObserver observer, MachineLimits machine, Action<int, ByteEnd> accept, TimeProvider time, long start)
    {
        _io = io;
        _isEncrypted = kind == TransportKind.Tls;
        _observer = observer;
        _below = _isEncrypted ? new QuietObserver(observer) : observer;
        _machine = machine;
        _accept = accept;
        _time = time;
        _start = start;
        _rendezvous = Rendezvous.Open(io, kind, machine.Backlog);
        machine.Freed += () => _freed.Release();
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

        try
        {
            var handing = _io.NewSignal();
            var arrival = new Arrival(link, new ConnectDecision(false, toServer.CloseAtOnce || toClient.CloseAtOnce, toServer.Delay + toClient.Delay), handing);
            var socket = await _rendezvous.ConnectAsync(arrival, cancellationToken).ConfigureAwait(false);
            _observer.Observe(TraceKind.Open, number, isServer: false, default);
            var end = await EncryptAsync(new TcpEnd(_io, socket, link, isServer: false), number, isServer: false, cancellationToken).ConfigureAwait(false);
            if (_isEncrypted)
            {
                // Both ends have shaken hands: the server has the connection, or will have it in a moment.
                await handing.Task.ConfigureAwait(false);
            }

            return end;
        }
        catch (SocketException e)
        {
            Exhausted(e);
            throw new ConnectionResetException($"The connection failed: {e.Message}");
        }
    }

    public IEnumerable<string> Waiting() => [];

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        _io.Close(_rendezvous.Listener);
        await _accepting.ConfigureAwait(false);
        _rendezvous.Dispose();
        _closed.Dispose();
    }

    ValueTask<ByteEnd> EncryptAsync(TcpEnd end, int number, bool isServer, CancellationToken cancellationToken) =>
        _isEncrypted ? TlsEnd.OverAsync(end, _observer, number, isServer, cancellationToken) : ValueTask.FromResult<ByteEnd>(end);

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                while (!_machine.TryAccept())
                {
                    await _freed.WaitAsync(_closed.Token).ConfigureAwait(false);
                }

                _ = HandAsync(await _io.AcceptAsync(_rendezvous.Listener, _closed.Token).ConfigureAwait(false));
            }
        }
        catch (SocketException e)
        {
            Exhausted(e);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The session is over.
        }
    }

    async Task HandAsync(Socket socket)
    {
        TaskCompletionSource? handing = null;
        try
        {
            (var link, var decision, handing) = await _rendezvous.MeetAsync(socket, _closed.Token).ConfigureAwait(false);
            if (decision.Delay > TimeSpan.Zero)
            {
                await Task.Delay(decision.Delay, _time, _closed.Token).ConfigureAwait(false);
            }

            if (decision.CloseAtOnce)
            {
                _io.Close(socket);
                _machine.Release();
                return;
            }

            var end = await EncryptAsync(new TcpEnd(_io, socket, link, isServer: true), link.Number, isServer: true, _closed.Token).ConfigureAwait(false);
            _observer.Observe(TraceKind.Accept, link.Number, isServer: true, default);

            // Given first, because a role may block its thread as soon as it has the connection.
            _io.Give(handing);
            _accept(link.Number, end);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException or ConnectionResetException)
        {
            _io.Close(socket);
            _machine.Release();
        }
        finally
        {
            if (handing is not null)
            {
                _io.Give(handing);
            }
        }
    }

    /// <summary>What this machine has run out of is nobody's bug.</summary>
    void Exhausted(SocketException error)
    {
        if (MachineExhausted.Reason(error) is { } reason)
        {
            _observer.GiveUp(reason);
        }
    }
}
