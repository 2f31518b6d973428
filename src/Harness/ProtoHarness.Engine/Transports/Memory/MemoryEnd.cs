using System.Threading.Tasks.Sources;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// One end of a connection in memory. Behaves as a socket does: reads see what has arrived, a write waits while the peer's buffer is
/// full, a close with unread bytes resets, and a write to a closed peer resets at the second try.
/// </summary>
sealed partial class MemoryEnd : ByteEnd
{
    readonly MemoryLink _link;
    readonly FaultLine _in;
    readonly FaultLine _out;
    readonly PendingRead _read;
    readonly PendingWrite _write;
    bool _finished;

    public MemoryEnd(MemoryLink link, bool isServer)
    {
        _link = link;
        IsServer = isServer;
        _in = isServer ? link.ToServer : link.ToClient;
        _out = isServer ? link.ToClient : link.ToServer;
        _read = new PendingRead(this);
        _write = new PendingWrite(this);
    }

    public bool IsServer { get; }

    public bool IsClosed { get; private set; }

    /// <summary>What this end waits for, in words; null when it waits for nothing.</summary>
    public string? Waiting =>
        _read.IsPending && _write.IsPending ? "to read and to write" : _read.IsPending ? "to read" : _write.IsPending ? "to write (the peer's buffer is full)" : null;

    MemoryEnd Peer => IsServer ? _link.Client : _link.Server;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, "the connection");
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        _link.Observer.CountOperation();
        return _in.HasStages ? ReadUnderFaults(buffer, cancellationToken) : ReadNow(buffer, !_link.Simulation.ShouldYield(), cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, "the connection");
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        _link.Observer.CountOperation();
        return _out.HasStages ? WriteUnderFaults(bytes, cancellationToken) : WriteNow(bytes, !_link.Simulation.ShouldYield(), cancellationToken);
    }

    public override void Finish()
    {
        lock (_link.Gate)
        {
            if (!_finished)
            {
                _finished = true;
                _link.Observer.Observe(TraceKind.Finish, _link.Number, IsServer, default);
                _out.Finish(_link.Now);
                Peer.WakeReader();
            }
        }
    }

    public override void Reset()
    {
        _link.Observer.Observe(TraceKind.Reset, _link.Number, IsServer, default);
        if (CarriesDatagrams)
        {
            // There is no reset: the peer finds nobody there any more.
            Finish();
            return;
        }

        _link.Reset();
    }

    public override ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Lets go of this end; a second time does nothing.</summary>
    public void Close()
    {
        lock (_link.Gate)
        {
            if (IsClosed)
            {
                return;
            }

            if (!CarriesDatagrams && _in.Buffered > 0 && _in.NextRelease() <= _link.Now)
            {
                // As a socket does: closing on unread bytes tells the peer that they are lost.
                _finished = true;
                _link.Reset();
            }
            else if (!_link.IsReset)
            {
                Finish();
            }

            IsClosed = true;
            _link.Observer.Observe(TraceKind.Close, _link.Number, IsServer, default);
            WakeReader();
            WakeWriter();
            Peer.WakeWriter();
        }
    }

    public void WakeReader() => _read.Wake();

    public void WakeWriter() => _write.Wake();

    ValueTask<int> ReadUnderFaults(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        OperationDecision decision;

        // One lock for the decision and the read: with a fault that cuts into bytes there is a read for each.
        lock (_link.Gate)
        {
            decision = _in.DecideRead();
            if (decision.MaxBytes > 0 && buffer.Length > decision.MaxBytes)
            {
                buffer = buffer[..decision.MaxBytes];
            }

            if (decision is { Error: false, Delay.Ticks: 0 })
            {
                return ReadInside(buffer, !_link.Simulation.ShouldYield(), cancellationToken);
            }
        }

        return decision.Error ? ValueTask.FromException<int>(new ConnectionResetException("The read failed (injected)."))
            : DelayedReadAsync(buffer, decision.Delay, cancellationToken);
    }

    ValueTask WriteUnderFaults(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        OperationDecision decision;
        lock (_link.Gate)
        {
            decision = _out.DecideWrite();
            if (decision is { Error: false, Delay.Ticks: 0 })
            {
                return WriteInside(bytes, !_link.Simulation.ShouldYield(), cancellationToken);
            }
        }

        return decision.Error ? ValueTask.FromException(new ConnectionResetException("The write failed (injected)."))
            : DelayedWriteAsync(bytes, decision.Delay, cancellationToken);
    }

    ValueTask<int> ReadNow(Memory<byte> buffer, bool mayComplete, CancellationToken cancellationToken)
    {
        lock (_link.Gate)
        {
            return ReadInside(buffer, mayComplete, cancellationToken);
        }
    }

    /// <summary>Reads, with the gate held.</summary>
    ValueTask<int> ReadInside(Memory<byte> buffer, bool mayComplete, CancellationToken cancellationToken) =>
        mayComplete && TryRead(buffer, out var result) ? result : _read.Start(buffer, cancellationToken);

    ValueTask WriteNow(ReadOnlyMemory<byte> bytes, bool mayComplete, CancellationToken cancellationToken)
    {
        lock (_link.Gate)
        {
            return WriteInside(bytes, mayComplete, cancellationToken);
        }
    }

    /// <summary>Writes, with the gate held.</summary>
    ValueTask WriteInside(ReadOnlyMemory<byte> bytes, bool mayComplete, CancellationToken cancellationToken) =>
        mayComplete && TryWrite(ref bytes, out var result) ? result : _write.Start(bytes, cancellationToken);

    bool TryRead(Memory<byte> buffer, out ValueTask<int> result)
    {
        result = default;
        if (IsClosed)
        {
            result = ValueTask.FromException<int>(new ObjectDisposedException("the connection"));
            return true;
        }

        if (CarriesDatagrams)
        {
            return TryReceive(buffer, out result);
        }

        var now = _link.Now;
        if (buffer.Length == 0)
        {
            return _in.NextRelease() <= now || _link.IsReset;
        }

        var taken = _in.Take(buffer.Span, now);
        if (taken > 0)
        {
            _link.Observer.Observe(TraceKind.Read, _link.Number, IsServer, buffer.Span[..taken]);
            Peer.WakeWriter();
            result = new ValueTask<int>(taken);
            return true;
        }

        if (_link.IsReset)
        {
            _link.Observer.Observe(TraceKind.Error, _link.Number, IsServer, default);
            result = ValueTask.FromException<int>(new ConnectionResetException("The connection was reset."));
            return true;
        }

        if (_in.IsAtEnd(now))
        {
            _link.Observer.Observe(TraceKind.End, _link.Number, IsServer, default);
            result = new ValueTask<int>(0);
            return true;
        }

        return false;
    }

    bool TryWrite(ref ReadOnlyMemory<byte> bytes, out ValueTask result)
    {
        result = default;
        if (IsClosed)
        {
            result = ValueTask.FromException(new ObjectDisposedException("the connection"));
            return true;
        }

        if (CarriesDatagrams)
        {
            Send(bytes);
            return true;
        }

        if (_link.IsReset || _finished)
        {
            _link.Observer.Observe(TraceKind.Error, _link.Number, IsServer, default);
            result = ValueTask.FromException(new ConnectionResetException(
                _finished ? "The output was finished; nothing can be written after it." : "The connection was reset."));
            return true;
        }

        if (bytes.Length == 0 && Peer.IsClosed)
        {
            // Nothing goes out, so nothing comes back that could tell of it.
            return true;
        }

        if (Peer.IsClosed)
        {
            // The peer is gone: a socket takes this write and learns of it, so that the next one fails.
            _link.Observer.Observe(TraceKind.Write, _link.Number, IsServer, bytes.Span);
            _link.Reset();
            return true;
        }

        var space = (int)Math.Clamp(MemoryLink.Capacity - _out.Buffered, 0, bytes.Length);
        if (space > 0 || bytes.Length == 0)
        {
            var piece = bytes[..space];
            bytes = bytes[space..];
            _link.Observer.Observe(TraceKind.Write, _link.Number, IsServer, piece.Span);
            _out.Write(piece.Span, _link.Now);
            Peer.WakeReader();
        }

        return bytes.Length == 0;
    }

    async ValueTask<int> DelayedReadAsync(Memory<byte> buffer, TimeSpan delay, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, _link.Simulation.Time, cancellationToken).ConfigureAwait(false);
        return await ReadNow(buffer, mayComplete: true, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask DelayedWriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan delay, CancellationToken cancellationToken)
    {
        await WriteNow(bytes, mayComplete: true, cancellationToken).ConfigureAwait(false);
        await Task.Delay(delay, _link.Simulation.Time, cancellationToken).ConfigureAwait(false);
    }

    abstract class Pending<TResult>(MemoryEnd end)
    {
        ManualResetValueTaskSourceCore<TResult> _core;
        CancellationTokenRegistration _registration;
        CancellationToken _cancellation;
        long _armedFor = long.MaxValue;
        bool _wakeQueued;

        public bool IsPending { get; private set; }

        protected MemoryEnd End { get; } = end;

        public void Wake()
        {
            if (!IsPending)
            {
                // Whoever begins to wait now looks for itself.
                return;
            }

            if (End._link.Gate.IsHeldByCurrentThread)
            {
                // As by the other end, which has just read or written.
                QueueWake();
                return;
            }

            lock (End._link.Gate)
            {
                QueueWake();
            }
        }

        public TResult GetResult(short token)
        {
            var isCurrent = token == _core.Version;
            try
            {
                return _core.GetResult(token);
            }
            finally
            {
                if (isCurrent)
                {
                    // Who waited is not held any longer than it waits, and takes its result once, as from a socket.
                    _core.Reset();
                }
            }
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        protected short Begin(CancellationToken cancellationToken)
        {
            if (IsPending)
            {
                throw new InvalidOperationException("Two reads (or two writes) of one connection at once.");
            }

            _core.Reset();
            IsPending = true;
            _cancellation = cancellationToken;
            if (cancellationToken.CanBeCanceled)
            {
                _registration = cancellationToken.UnsafeRegister(static self => ((Pending<TResult>)self!).Wake(), this);
            }

            Wake();
            return _core.Version;
        }

        /// <summary>Tries to complete; null when the operation must go on waiting.</summary>
        protected abstract (TResult Result, Exception? Error)? Try();

        /// <summary>When to look again though nobody wakes: a time in ticks, or null.</summary>
        protected abstract long? LookAgain();

        void QueueWake()
        {
            if (IsPending && !_wakeQueued)
            {
                _wakeQueued = true;
                End._link.Simulation.Enqueue(static self => ((Pending<TResult>)self!).OnWake(), this);
            }
        }

        void OnWake()
        {
            TResult result;
            Exception? error;
            lock (End._link.Gate)
            {
                _wakeQueued = false;
                if (!IsPending)
                {
                    return;
                }

                if (_cancellation.IsCancellationRequested)
                {
                    (result, error) = (default!, new OperationCanceledException(_cancellation));
                }
                else if (Try() is var (done, failure))
                {
                    (result, error) = (done, failure);
                }
                else
                {
                    SetAlarm();
                    return;
                }

                IsPending = false;
            }

            // Outside the gate, because the role goes on inside.
            Complete(result, error);
        }

        void SetAlarm()
        {
            if (LookAgain() is { } at && at > End._link.Now && at < _armedFor)
            {
                // One alarm at a time: one for each wake would multiply with every piece that is on its way.
                _armedFor = at;
                End._link.WakeAt(at, this, static self => ((Pending<TResult>)self!).OnAlarm());
            }
        }

        void OnAlarm()
        {
            _armedFor = long.MaxValue;
            Wake();
        }

        void Complete(TResult result, Exception? error)
        {
            _registration.Dispose();
            _registration = default;
            if (error is null)
            {
                _core.SetResult(result);
            }
            else
            {
                _core.SetException(error);
            }
        }
    }

    sealed class PendingRead(MemoryEnd end) : Pending<int>(end), IValueTaskSource<int>
    {
        Memory<byte> _buffer;

        public ValueTask<int> Start(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var token = Begin(cancellationToken);
            _buffer = buffer;
            return new ValueTask<int>(this, token);
        }

        protected override (int Result, Exception? Error)? Try() =>
            !End.TryRead(_buffer, out var result) ? null
            : result.IsCompletedSuccessfully ? (result.Result, null)
            : (0, result.AsTask().Exception!.InnerException);

        protected override long? LookAgain() => End._in.NextRelease();
    }

    sealed class PendingWrite(MemoryEnd end) : Pending<bool>(end), IValueTaskSource
    {
        ReadOnlyMemory<byte> _rest;

        public ValueTask Start(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            var token = Begin(cancellationToken);
            _rest = bytes;
            return new ValueTask(this, token);
        }

        void IValueTaskSource.GetResult(short token) => GetResult(token);

        protected override (bool Result, Exception? Error)? Try() =>
            !End.TryWrite(ref _rest, out var result) ? null
            : result.IsCompletedSuccessfully ? (true, null)
            : (false, result.AsTask().Exception!.InnerException);

        protected override long? LookAgain() => null;
    }
}
