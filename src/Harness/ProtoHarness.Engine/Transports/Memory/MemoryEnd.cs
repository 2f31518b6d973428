using System.IO.Pipelines;
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
    PendingWrite? _write;
    bool _finished;

    public MemoryEnd(MemoryLink link, bool isServer)
    {
        _link = link;
        IsServer = isServer;
        _in = isServer ? link.ToServer : link.ToClient;
        _out = isServer ? link.ToClient : link.ToServer;
        _read = new PendingRead(this);
    }

    public bool IsServer { get; }

    public bool IsClosed { get; private set; }

    /// <summary>What this end waits for, in words; null when it waits for nothing.</summary>
    public string? Waiting =>
        (_read.IsPending, _write is { IsPending: true }) switch
        {
            (true, true) => "to read and to write",
            (true, false) => "to read",
            (false, true) => "to write (the peer's buffer is full)",
            _ => null,
        };

    MemoryEnd Peer => IsServer ? _link.Client : _link.Server;

    public override PipeReader OpenInput(Stream stream) => new MemoryInput(this);

    public override PipeWriter OpenOutput(Stream stream) => new MemoryOutput(this);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, "the connection");
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : Read(buffer, cancellationToken, null).AsRead();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, "the connection");
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : Write(bytes, cancellationToken, null).AsWrite();
    }

    /// <summary>Begins to read, as <see cref="ReadAsync"/> does.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellationToken">Ends it as cancelled.</param>
    /// <param name="cancel">Ends it as cancelled too, once whoever made the request has woken the reader.</param>
    /// <returns>The operation; it never throws when it is waited for quietly.</returns>
    public Operation Read(Memory<byte> buffer, CancellationToken cancellationToken, CancelRequest? cancel)
    {
        if (Refusal(cancellationToken, cancel) is { } refusal)
        {
            return new Operation(new IoOutcome(0, refusal));
        }

        _link.Observer.CountOperation();
        return _in.HasStages ? ReadUnderFaults(buffer, cancellationToken, cancel) : ReadNow(buffer, !_link.Simulation.ShouldYield(), cancellationToken, cancel);
    }

    /// <summary>Begins to write, as <see cref="WriteAsync"/> does.</summary>
    /// <param name="bytes">What.</param>
    /// <param name="cancellationToken">Ends it as cancelled.</param>
    /// <param name="cancel">Ends it as cancelled too, once whoever made the request has woken the writer.</param>
    /// <returns>The operation; it never throws when it is waited for quietly.</returns>
    public Operation Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken, CancelRequest? cancel)
    {
        if (Refusal(cancellationToken, cancel) is { } refusal)
        {
            return new Operation(new IoOutcome(0, refusal));
        }

        _link.Observer.CountOperation();
        return _out.HasStages ? WriteUnderFaults(bytes, cancellationToken, cancel) : WriteNow(bytes, !_link.Simulation.ShouldYield(), cancellationToken, cancel);
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
                Peer._read.QueueWake();
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
            _read.QueueWake();
            _write?.QueueWake();
            Peer._write?.QueueWake();
        }
    }

    public void WakeReader() => _read.Wake();

    public void WakeWriter()
    {
        // Not asked for before the gate is held: who is about to wait for the first time makes it there.
        lock (_link.Gate)
        {
            _write?.QueueWake();
        }
    }

    /// <summary>Has both directions look again, with the gate held.</summary>
    public void QueueWakes()
    {
        _read.QueueWake();
        _write?.QueueWake();
    }

    Exception? Refusal(CancellationToken cancellationToken, CancelRequest? cancel) =>
        IsClosed ? new ObjectDisposedException("the connection")
        : cancellationToken.IsCancellationRequested || cancel is { IsMade: true } ? new OperationCanceledException(cancellationToken)
        : null;

    Operation ReadUnderFaults(Memory<byte> buffer, CancellationToken cancellationToken, CancelRequest? cancel)
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
                return ReadInside(buffer, !_link.Simulation.ShouldYield(), cancellationToken, cancel);
            }
        }

        return decision.Error ? new Operation(new IoOutcome(0, new ConnectionResetException("The read failed (injected).")))
            : new Operation(DelayedReadAsync(buffer, decision.Delay, cancellationToken, cancel));
    }

    Operation WriteUnderFaults(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken, CancelRequest? cancel)
    {
        OperationDecision decision;
        lock (_link.Gate)
        {
            decision = _out.DecideWrite();
            if (decision is { Error: false, Delay.Ticks: 0 })
            {
                return WriteInside(bytes, !_link.Simulation.ShouldYield(), cancellationToken, cancel);
            }
        }

        return decision.Error ? new Operation(new IoOutcome(0, new ConnectionResetException("The write failed (injected).")))
            : new Operation(DelayedWriteAsync(bytes, decision.Delay, cancellationToken, cancel));
    }

    Operation ReadNow(Memory<byte> buffer, bool mayComplete, CancellationToken cancellationToken, CancelRequest? cancel)
    {
        lock (_link.Gate)
        {
            return ReadInside(buffer, mayComplete, cancellationToken, cancel);
        }
    }

    /// <summary>Reads, with the gate held.</summary>
    Operation ReadInside(Memory<byte> buffer, bool mayComplete, CancellationToken cancellationToken, CancelRequest? cancel) =>
        mayComplete && TryRead(buffer, out var outcome) ? new Operation(in outcome) : FreeRead().Start(buffer, mayComplete, cancellationToken, cancel);

    Operation WriteNow(ReadOnlyMemory<byte> bytes, bool mayComplete, CancellationToken cancellationToken, CancelRequest? cancel)
    {
        lock (_link.Gate)
        {
            return WriteInside(bytes, mayComplete, cancellationToken, cancel);
        }
    }

    /// <summary>Writes, with the gate held.</summary>
    Operation WriteInside(ReadOnlyMemory<byte> bytes, bool mayComplete, CancellationToken cancellationToken, CancelRequest? cancel) =>
        mayComplete && TryWrite(ref bytes, out var outcome) ? new Operation(in outcome) : FreeWrite().Start(bytes, mayComplete, cancellationToken, cancel);

    // Whoever sees that an operation is done may begin the next before the one who waited has gone on: as a socket does, it then gets one of its own.
    PendingRead FreeRead() => _read.IsUntaken ? _read = new PendingRead(this) : _read;

    // Hardly a write waits.
    PendingWrite FreeWrite() => _write is null or { IsUntaken: true } ? _write = new PendingWrite(this) : _write;

    bool TryRead(Memory<byte> buffer, out IoOutcome outcome)
    {
        outcome = default;
        if (IsClosed)
        {
            outcome = new IoOutcome(0, new ObjectDisposedException("the connection"));
            return true;
        }

        if (CarriesDatagrams)
        {
            return TryReceive(buffer, out outcome);
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
            Peer._write?.QueueWake();
            outcome = new IoOutcome(taken, null);
            return true;
        }

        if (_link.IsReset)
        {
            _link.Observer.Observe(TraceKind.Error, _link.Number, IsServer, default);
            outcome = new IoOutcome(0, new ConnectionResetException("The connection was reset."));
            return true;
        }

        if (_in.IsAtEnd(now))
        {
            _link.Observer.Observe(TraceKind.End, _link.Number, IsServer, default);
            return true;
        }

        return false;
    }

    bool TryWrite(ref ReadOnlyMemory<byte> bytes, out IoOutcome outcome)
    {
        outcome = default;
        if (IsClosed)
        {
            outcome = new IoOutcome(0, new ObjectDisposedException("the connection"));
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
            outcome = new IoOutcome(0, new ConnectionResetException(
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
            Peer._read.QueueWake();
        }

        return bytes.Length == 0;
    }

    async Task<IoOutcome> DelayedReadAsync(Memory<byte> buffer, TimeSpan delay, CancellationToken cancellationToken, CancelRequest? cancel) =>
        await SleptAsync(delay, cancellationToken, cancel).ConfigureAwait(false) is { } cancelled ? new IoOutcome(0, cancelled)
            : await ReadNow(buffer, mayComplete: true, cancellationToken, cancel).Quietly().ConfigureAwait(false);

    async Task<IoOutcome> DelayedWriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan delay, CancellationToken cancellationToken, CancelRequest? cancel)
    {
        var written = await WriteNow(bytes, mayComplete: true, cancellationToken, cancel).Quietly().ConfigureAwait(false);
        return written.Error is null && await SleptAsync(delay, cancellationToken, cancel).ConfigureAwait(false) is { } cancelled ? new IoOutcome(0, cancelled) : written;
    }

    /// <summary>Lets time pass.</summary>
    /// <returns>That it was cancelled; null: it was not.</returns>
    async Task<OperationCanceledException?> SleptAsync(TimeSpan delay, CancellationToken cancellationToken, CancelRequest? cancel)
    {
        var sleep = new CancellationTokenSource();
        using var registration = cancellationToken.UnsafeRegister(static sleep => ((CancellationTokenSource)sleep!).Cancel(), sleep);
        cancel?.Wakes(sleep);
        var sleeping = Task.Delay(delay, _link.Simulation.Time, sleep.Token);
        await sleeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sleeping.IsCanceled ? new OperationCanceledException(cancellationToken) : null;
    }
}
