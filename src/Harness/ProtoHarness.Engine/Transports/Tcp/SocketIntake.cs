using System.Net.Sockets;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// What arrives at a socket, read through the faults of its direction: the pieces, ends and errors that the faults make of it, at the time at which they let it go.
/// </summary>
sealed class SocketIntake
{
    const int PumpBuffer = 64 * 1024;

    /// <summary>Bytes that are held for a slow reader; then the socket's own buffers fill, and the writer waits, as it would without us.</summary>
    const int MostHeld = 1024 * 1024;

    readonly SocketIo _io;
    readonly Socket _socket;
    readonly FaultLine _line;
    readonly TimeProvider _time;
    readonly Func<long> _now;
    readonly bool _decidesWrites;
    readonly ReadOnlySpanAction? _came;
    readonly Lock _gate = new();
    volatile TaskCompletionSource _changed;
    volatile bool _isReset;
    volatile bool _isCut;
    Exception? _error;

    /// <summary>Is told some bytes.</summary>
    /// <param name="bytes">Valid during the call.</param>
    public delegate void ReadOnlySpanAction(ReadOnlySpan<byte> bytes);

    /// <summary>Begins to read.</summary>
    /// <param name="io">How it is read.</param>
    /// <param name="socket">The socket; it stays its owner's.</param>
    /// <param name="line">The faults.</param>
    /// <param name="time">The clock of their delays.</param>
    /// <param name="now">The time since the session's start, in ticks.</param>
    /// <param name="decidesWrites">Whether each arrival counts as a write of the other side: where nobody else sees its writes.</param>
    /// <param name="closed">Ends the reading.</param>
    /// <param name="came">Told what came, before the faults; null: nobody.</param>
    public SocketIntake(SocketIo io, Socket socket, FaultLine line, TimeProvider time, Func<long> now, bool decidesWrites, CancellationToken closed, ReadOnlySpanAction? came = null)
    {
        _io = io;
        _changed = io.NewSignal();
        _socket = socket;
        _line = line;
        _time = time;
        _now = now;
        _decidesWrites = decidesWrites;
        _came = came;
        Pumping = PumpAsync(closed);
    }

    /// <summary>Ends when nothing more is read from the socket.</summary>
    public Task Pumping { get; }

    /// <summary>The connection was reset: what is on its way still arrives, then the reset is seen. Takes no lock, because the fault that resets may hold another's.</summary>
    public void Reset()
    {
        _isReset = true;
        Signal();
    }

    /// <summary>The stream ends here: what is ready still arrives, then the end. Takes no lock either.</summary>
    public void Cut()
    {
        _isCut = true;
        Signal();
    }

    /// <summary>What shall become of the next write into the line.</summary>
    public OperationDecision DecideWrite()
    {
        lock (_gate)
        {
            return _line.DecideWrite();
        }
    }

    /// <summary>Reads.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes read; 0 at the end.</returns>
    /// <exception cref="SocketIntakeException">The connection was lost, or a fault says so.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        OperationDecision decision;
        lock (_gate)
        {
            decision = _line.DecideRead();
        }

        if (decision.Error)
        {
            throw new SocketIntakeException("The read failed (injected).", null, isInjected: true);
        }

        if (decision.Delay > TimeSpan.Zero)
        {
            await Task.Delay(decision.Delay, _time, cancellationToken).ConfigureAwait(false);
        }

        if (decision.MaxBytes > 0 && buffer.Length > decision.MaxBytes)
        {
            buffer = buffer[..decision.MaxBytes];
        }

        while (true)
        {
            Task changed;
            TimeSpan wait;
            lock (_gate)
            {
                // Before anything is looked at, so that no change comes in between.
                changed = _changed.Task;
                var now = _now();
                if (_isCut)
                {
                    _line.Cut(now);
                }

                var next = _line.NextRelease();
                if (buffer.Length == 0 && next <= now)
                {
                    return 0;
                }

                var taken = _line.Take(buffer.Span, now);
                if (taken > 0)
                {
                    Signal();
                    return taken;
                }

                if (_line.IsAtEnd(now))
                {
                    return 0;
                }

                if ((next ?? long.MaxValue) == long.MaxValue && !_line.IsSilent && (_error is not null || _isReset))
                {
                    throw new SocketIntakeException("The connection was lost.", _error, isInjected: false);
                }

                wait = next is { } at and < long.MaxValue && at > now ? new TimeSpan(at - now) : Timeout.InfiniteTimeSpan;
            }

            if (wait == Timeout.InfiniteTimeSpan)
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await Task.WhenAny(changed, Task.Delay(wait, _time, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    async Task PumpAsync(CancellationToken closed)
    {
        var buffer = new byte[PumpBuffer];
        try
        {
            while (true)
            {
                await RoomAsync(closed).ConfigureAwait(false);
                var read = await _io.ReceiveAsync(_socket, buffer, closed).ConfigureAwait(false);
                _came?.Invoke(buffer.AsSpan(0, read));
                if (read > 0 && _decidesWrites)
                {
                    var decision = DecideWrite();
                    if (decision.Error)
                    {
                        throw new SocketIntakeException("The write failed (injected).", null, isInjected: true);
                    }

                    await Task.Delay(decision.Delay, _time, closed).ConfigureAwait(false);
                }

                lock (_gate)
                {
                    if (read == 0)
                    {
                        _line.Finish(_now());
                        Signal();
                        return;
                    }

                    _line.Write(buffer.AsSpan(0, read), _now());
                    Signal();
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or SocketIntakeException)
        {
            lock (_gate)
            {
                _error = e;
                Signal();
            }
        }
    }

    async ValueTask RoomAsync(CancellationToken closed)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
                if (_line.Buffered < MostHeld)
                {
                    return;
                }
            }

            await changed.WaitAsync(closed).ConfigureAwait(false);
        }
    }

#pragma warning disable CS0420 // Interlocked is what a volatile field is for.
    void Signal() => _io.Give(Interlocked.Exchange(ref _changed, _io.NewSignal()));
#pragma warning restore CS0420
}
