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
    PendingRead _read;
    PendingWrite _write;
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
        mayComplete && TryRead(buffer, out var result) ? result : FreeRead().Start(buffer, cancellationToken);

    ValueTask WriteNow(ReadOnlyMemory<byte> bytes, bool mayComplete, CancellationToken cancellationToken)
    {
        lock (_link.Gate)
        {
            return WriteInside(bytes, mayComplete, cancellationToken);
        }
    }

    /// <summary>Writes, with the gate held.</summary>
    ValueTask WriteInside(ReadOnlyMemory<byte> bytes, bool mayComplete, CancellationToken cancellationToken) =>
        mayComplete && TryWrite(ref bytes, out var result) ? result : FreeWrite().Start(bytes, cancellationToken);

    // Whoever sees that an operation is done may begin the next before the one who waited has gone on: as a socket does, it then gets one of its own.
    PendingRead FreeRead() => _read.IsUntaken ? _read = new PendingRead(this) : _read;

    PendingWrite FreeWrite() => _write.IsUntaken ? _write = new PendingWrite(this) : _write;

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
}
