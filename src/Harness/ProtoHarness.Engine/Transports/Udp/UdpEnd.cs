using System.Net.Sockets;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// One end of a pair of loopback sockets that carry datagrams. A pump moves what arrives through the direction's faults, so that the role meets
/// the same losses and delays as in memory.
/// </summary>
sealed class UdpEnd : ByteEnd
{
    readonly Socket _socket;
    readonly UdpLink _link;
    readonly FaultLine _in;
    readonly FaultLine _out;
    readonly Lock _gate = new();
    readonly CancellationTokenSource _ending = new();
    readonly Task _pump;
    TaskCompletionSource _arrived = NewSignal();
    bool _disposed;
    bool _gone;

    /// <summary>An end on a socket.</summary>
    /// <param name="socket">Bound, and connected to the other end's.</param>
    /// <param name="link">What both ends share.</param>
    /// <param name="isServer">Which end.</param>
    public UdpEnd(Socket socket, UdpLink link, bool isServer)
    {
        _socket = socket;
        _link = link;
        IsServer = isServer;
        _in = isServer ? link.ToServer : link.ToClient;
        _out = isServer ? link.ToClient : link.ToServer;
        _pump = PumpAsync();
    }

    public bool IsServer { get; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, "the connection");
        cancellationToken.ThrowIfCancellationRequested();
        _link.Observer.CountOperation();
        var decision = Locked(_in.DecideRead);
        if (decision.Error)
        {
            throw new ConnectionResetException("The read failed (injected).");
        }

        if (decision.Delay > TimeSpan.Zero)
        {
            await Task.Delay(decision.Delay, _link.Time, cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            Task arrived;
            TimeSpan wait;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, "the connection");
                var now = _link.Now;
                if (_in.TakeDatagram(buffer.Span, now) is { } length)
                {
                    _link.Observer.Observe(TraceKind.Read, _link.Number, IsServer, buffer.Span[..length]);
                    return length;
                }

                if (_in.IsAtEnd(now))
                {
                    _link.Observer.Observe(TraceKind.End, _link.Number, IsServer, default);
                    return -1;
                }

                arrived = _arrived.Task;
                wait = _in.NextRelease() is { } at && at > now ? new TimeSpan(at - now) : Timeout.InfiniteTimeSpan;
            }

            if (wait == Timeout.InfiniteTimeSpan)
            {
                await arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                using var passed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(arrived, Task.Delay(wait, _link.Time, passed.Token)).ConfigureAwait(false);
                await passed.CancelAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, "the connection");
        cancellationToken.ThrowIfCancellationRequested();
        _link.Observer.CountOperation();
        var decision = Locked(_out.DecideWrite);
        if (decision.Error)
        {
            throw new ConnectionResetException("The write failed (injected).");
        }

        _link.Observer.Observe(TraceKind.Write, _link.Number, IsServer, bytes.Span);
        try
        {
            await _socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Nobody is there any more, or the buffers are full: the datagram is lost, as datagrams are.
        }

        if (decision.Delay > TimeSpan.Zero)
        {
            await Task.Delay(decision.Delay, _link.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing is sent any more; the peer is told.</summary>
    public override void Finish() => _link.Gone(this);

    public override void Reset()
    {
        _link.Observer.Observe(TraceKind.Reset, _link.Number, IsServer, default);
        _link.Gone(this);
    }

    public override async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            Signal();
        }

        _link.Observer.Observe(TraceKind.Close, _link.Number, IsServer, default);
        _link.Gone(this);
        await _ending.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(false);
        _socket.Dispose();
    }

    /// <summary>The other end sends no more: when what it sent is read, that is the end.</summary>
    public void PeerHasGone()
    {
        lock (_gate)
        {
            if (_gone || _disposed)
            {
                return;
            }

            _gone = true;
        }

        _ending.Cancel();
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    async Task PumpAsync()
    {
        var buffer = new byte[RoleDatagrams.Largest];
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                Arrived(buffer.AsSpan(0, await _socket.ReceiveAsync(buffer, _ending.Token).ConfigureAwait(false)));
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                // The system tells that an earlier datagram found nobody: it is lost.
            }
        }

        // A datagram to the loopback address is in the receiver's socket before its sender goes on.
        while (_socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
        {
            try
            {
                Arrived(buffer.AsSpan(0, _socket.Receive(buffer)));
            }
            catch (SocketException)
            {
                break;
            }
        }

        lock (_gate)
        {
            _in.Finish(_link.Now);
            Signal();
        }
    }

    void Arrived(ReadOnlySpan<byte> datagram)
    {
        lock (_gate)
        {
            _in.Write(datagram, _link.Now);
            Signal();
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
}
