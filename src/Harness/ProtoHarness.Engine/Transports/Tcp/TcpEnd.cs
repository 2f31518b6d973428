using System.Net.Sockets;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// One end of a loopback connection. Without faults it is the socket. With faults on its incoming direction a pump moves what arrives
/// through them, so that the role meets the same pieces, ends and errors as in memory, and resets and ends are real on the wire.
/// </summary>
sealed class TcpEnd : ByteEnd
{
    readonly SocketIo _io;
    readonly Socket _socket;
    readonly TcpLink _link;
    readonly FaultLine _out;
    readonly Lock _gate = new();
    readonly CancellationTokenSource _closed = new();
    readonly SocketIntake? _intake;
    bool _disposed;
    bool _finished;

    public TcpEnd(SocketIo io, Socket socket, TcpLink link, bool isServer)
    {
        _io = io;
        _socket = socket;
        _link = link;
        IsServer = isServer;
        var incoming = isServer ? link.ToServer : link.ToClient;
        _out = isServer ? link.ToClient : link.ToServer;
        if (incoming.HasStages)
        {
            _intake = new SocketIntake(io, socket, incoming, link.Time, () => link.Now, decidesWrites: false, _closed.Token);
        }

        link.Attach(this);
    }

    public bool IsServer { get; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, "the connection");
        _link.Observer.CountOperation();
        try
        {
            var read = _intake is not null
                ? await _intake.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)
                : await _io.ReceiveAsync(_socket, buffer, cancellationToken).ConfigureAwait(false);
            _link.Observer.Observe(read > 0 || buffer.Length == 0 ? TraceKind.Read : TraceKind.End, _link.Number, IsServer, buffer.Span[..read]);
            return read;
        }
        catch (SocketIntakeException e)
        {
            throw e.IsInjected ? new ConnectionResetException(e.Message) : Failed(e.InnerException);
        }
        catch (SocketException e)
        {
            throw Failed(e);
        }
        catch (ObjectDisposedException) when (!_disposed)
        {
            throw Failed(null);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, "the connection");
        _link.Observer.CountOperation();
        var decision = DecideWrite();
        if (decision.Error)
        {
            throw new ConnectionResetException("The write failed (injected).");
        }

        if (decision.Delay > TimeSpan.Zero)
        {
            await Task.Delay(decision.Delay, _link.Time, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            _link.Observer.Observe(TraceKind.Write, _link.Number, IsServer, bytes.Span);
            while (bytes.Length > 0)
            {
                var sent = await _io.SendAsync(_socket, bytes, cancellationToken).ConfigureAwait(false);
                bytes = bytes[sent..];
            }
        }
        catch (SocketException e)
        {
            throw Failed(e);
        }
        catch (ObjectDisposedException) when (!_disposed)
        {
            throw Failed(null);
        }
    }

    public override T? GetFeature<T>()
        where T : class => _socket.AddressFamily == AddressFamily.Unix ? null : new TcpSocketOptions(_socket) as T;

    public override void Finish()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;
        _link.Observer.Observe(TraceKind.Finish, _link.Number, IsServer, default);
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer, or a fault, was faster: the direction is over all the same.
        }
    }

    public override void Reset()
    {
        _link.Observer.Observe(TraceKind.Reset, _link.Number, IsServer, default);
        Sever(reset: true);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _link.Observer.Observe(TraceKind.Close, _link.Number, IsServer, default);
        Finish();
        await _closed.CancelAsync().ConfigureAwait(false);
        _io.Close(_socket);
        if (_intake is not null)
        {
            await _intake.Pumping.ConfigureAwait(false);
        }

        _closed.Dispose();
    }

    /// <summary>Ends the connection from outside the role: by a real reset, or by a real end.</summary>
    public void Sever(bool reset)
    {
        try
        {
            if (reset)
            {
                _socket.LingerState = new LingerOption(true, 0);
                _io.Close(_socket);
            }
            else
            {
                _socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is severed already.
        }

        if (reset)
        {
            _intake?.Reset();
        }
        else
        {
            _intake?.Cut();
        }
    }

    OperationDecision DecideWrite()
    {
        if (!_out.HasStages)
        {
            return default;
        }

        lock (_gate)
        {
            return _out.DecideWrite();
        }
    }

    ConnectionResetException Failed(Exception? cause)
    {
        _link.Observer.Observe(TraceKind.Error, _link.Number, IsServer, default);
        return new ConnectionResetException(cause is null ? "The connection was reset." : $"The connection failed: {cause.Message}");
    }
}
