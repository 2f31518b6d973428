using System.Net.Sockets;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// One end of a loopback connection. Without faults it is the socket. With faults on its incoming direction a pump moves what arrives
/// through them, so that the role meets the same pieces, ends and errors as in memory, and resets and ends are real on the wire.
/// </summary>
sealed class TcpEnd : ByteEnd
{
    const int PumpBuffer = 64 * 1024;

    readonly Socket _socket;
    readonly TcpLink _link;
    readonly FaultLine _in;
    readonly FaultLine _out;
    readonly Lock _gate = new();
    readonly CancellationTokenSource _closed = new();
    TaskCompletionSource _arrived = NewSignal();
    Task? _pump;
    Exception? _pumpError;
    bool _disposed;
    bool _finished;

    public TcpEnd(Socket socket, TcpLink link, bool isServer)
    {
        _socket = socket;
        _link = link;
        IsServer = isServer;
        _in = isServer ? link.ToServer : link.ToClient;
        _out = isServer ? link.ToClient : link.ToServer;
        if (_in.HasStages)
        {
            _pump = PumpAsync();
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
            var read = _in.HasStages
                ? await ReadThroughFaultsAsync(buffer, cancellationToken).ConfigureAwait(false)
                : await _socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            _link.Observer.Observe(read > 0 || buffer.Length == 0 ? TraceKind.Read : TraceKind.End, _link.Number, IsServer, buffer.Span[..read]);
            return read;
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
        var decision = _out.HasStages ? Locked(_out.DecideWrite) : default;
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
                var sent = await _socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false);
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
        where T : class => new TcpSocketOptions(_socket) as T;

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
        _socket.Dispose();
        if (_pump is not null)
        {
            await _pump.ConfigureAwait(false);
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
                _socket.Close();
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

        lock (_gate)
        {
            if (!reset)
            {
                _in.Cut(_link.Now);
            }

            Signal();
        }
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    async ValueTask<int> ReadThroughFaultsAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var decision = Locked(_in.DecideRead);
        if (decision.Error)
        {
            throw new ConnectionResetException("The read failed (injected).");
        }

        if (decision.Delay > TimeSpan.Zero)
        {
            await Task.Delay(decision.Delay, _link.Time, cancellationToken).ConfigureAwait(false);
        }

        if (decision.MaxBytes > 0 && buffer.Length > decision.MaxBytes)
        {
            buffer = buffer[..decision.MaxBytes];
        }

        while (true)
        {
            Task arrived;
            TimeSpan wait;
            lock (_gate)
            {
                var now = _link.Now;
                var next = _in.NextRelease();
                if (buffer.Length == 0 && next <= now)
                {
                    return 0;
                }

                var taken = _in.Take(buffer.Span, now);
                if (taken > 0)
                {
                    return taken;
                }

                if (_in.IsAtEnd(now))
                {
                    return 0;
                }

                if ((next ?? long.MaxValue) == long.MaxValue && !_in.IsSilent && (_pumpError is not null || _link.IsReset))
                {
                    throw Failed(_pumpError);
                }

                arrived = _arrived.Task;
                wait = next is { } at and < long.MaxValue && at > now ? new TimeSpan(at - now) : Timeout.InfiniteTimeSpan;
            }

            if (wait == Timeout.InfiniteTimeSpan)
            {
                await arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await Task.WhenAny(arrived, Task.Delay(wait, _link.Time, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    async Task PumpAsync()
    {
        var buffer = new byte[PumpBuffer];
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer, _closed.Token).ConfigureAwait(false);
                lock (_gate)
                {
                    if (read == 0)
                    {
                        _in.Finish(_link.Now);
                        Signal();
                        return;
                    }

                    _in.Write(buffer.AsSpan(0, read), _link.Now);
                    Signal();
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            lock (_gate)
            {
                _pumpError = e;
                Signal();
            }
        }
    }

    OperationDecision Locked(Func<OperationDecision> decide)
    {
        lock (_gate)
        {
            return decide();
        }
    }

    void Signal()
    {
        _arrived.TrySetResult();
        _arrived = NewSignal();
    }

    ConnectionResetException Failed(Exception? cause)
    {
        _link.Observer.Observe(TraceKind.Error, _link.Number, IsServer, default);
        return new ConnectionResetException(cause is null ? "The connection was reset." : $"The connection failed: {cause.Message}");
    }
}
