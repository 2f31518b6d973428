namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxStream
{
    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        int count;
        SmuxReadStatus status;
        SmuxCompletion? done;
        SmuxOperation? operation = null;
        bool sends;
        lock (Session.Gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_read is { IsBusy: true })
            {
                throw new InvalidOperationException($"stream {Id} is being read already; one read at a time");
            }

            status = Session.Core.TryRead(_channel, buffer.Span, out count);
            if (status == SmuxReadStatus.Fault)
            {
                return ValueTask.FromException<int>(Session.Core.ReadFault(_channel)!.ToException());
            }

            if (status == SmuxReadStatus.WouldBlock)
            {
                operation = _read ??= new SmuxOperation(this, isRead: true);
                Session.Core.BeginRead(_channel, buffer);
                operation.Begin(Session.Time, Limit(_readDeadline, _readTimeout), cancellationToken);
            }

            done = Session.Settle();
            sends = Session.Core.HasOutput;
        }

        var task = operation is null ? new ValueTask<int>(count) : new ValueTask<int>(operation, operation.Version);
        Session.Dispatch(done);
        if (sends)
        {
            Session.Send();
        }

        return task;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return Write(buffer, hasTurn: false, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <summary>Whoever awaited an operation has its result, so that it can be used again.</summary>
    /// <param name="isRead">Whether it was the read.</param>
    internal void OnTaken(bool isRead)
    {
        if (!isRead)
        {
            PassTurn();
        }
    }

    /// <summary>Writes, or queues behind the write of another caller.</summary>
    ValueTask Write(ReadOnlyMemory<byte> buffer, bool hasTurn, CancellationToken cancellationToken)
    {
        SmuxCompletion? done;
        SmuxFault? fault = null;
        SmuxOperation? operation = null;
        var othersWait = false;
        while (true)
        {
            SmuxGather gather;
            lock (Session.Gate)
            {
                if (!hasTurn)
                {
                    ObjectDisposedException.ThrowIf(_isDisposed, this);
                    if (_isWriting)
                    {
                        return WriteLaterAsync(Enqueue(), buffer, cancellationToken);
                    }
                }

                if (Session.TryBeginGather(_channel, buffer, out gather))
                {
                    _isWriting = true;
                    done = null;
                }
                else
                {
                    done = BeginWrite(buffer, cancellationToken, out operation, out fault);
                    othersWait = !_isWriting && _writers is { Count: > 0 };
                }
            }

            if (gather.Count == 0)
            {
                break;
            }

            Session.SendGathered(gather);
            (buffer, hasTurn) = (buffer[gather.Data.Length..], true);
        }

        var task = operation is not null ? new ValueTask(operation, operation.Version)
            : fault is not null ? ValueTask.FromException(fault.ToException())
            : ValueTask.CompletedTask;
        Session.Dispatch(done);
        Session.Send();
        if (othersWait)
        {
            PassTurn();
        }

        return task;
    }

    /// <summary>Gives the core a write, which waits when it must. Under the session's lock.</summary>
    SmuxCompletion? BeginWrite(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken, out SmuxOperation? operation, out SmuxFault? fault)
    {
        operation = null;
        var status = Session.Core.BeginWrite(_channel, buffer);
        fault = status == SmuxWriteStatus.Fault ? Session.Core.WriteFault(_channel) : null;
        _isWriting = status == SmuxWriteStatus.Pending;
        if (_isWriting)
        {
            operation = _write ??= new SmuxOperation(this, isRead: false);
            operation.Begin(Session.Time, Limit(_writeDeadline, _writeTimeout), cancellationToken);
        }

        return Session.Settle();
    }

    TaskCompletionSource Enqueue()
    {
        var turn = new TaskCompletionSource(Session.TaskOptions);
        (_writers ??= new()).Enqueue(turn);
        return turn;
    }

    /// <summary>A write that waits for those of other callers before it.</summary>
    async ValueTask WriteLaterAsync(TaskCompletionSource turn, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(_ => turn.TrySetCanceled(cancellationToken), null))
        {
            await turn.Task.ConfigureAwait(Session.RunsInline);
        }

        await Write(buffer, hasTurn: true, cancellationToken).ConfigureAwait(Session.RunsInline);
    }

    void PassTurn()
    {
        TaskCompletionSource? next;
        do
        {
            lock (Session.Gate)
            {
                next = _writers is { Count: > 0 } ? _writers.Dequeue() : null;
                _isWriting = next is not null;
            }
        }
        while (next is not null && !next.TrySetResult());
    }
}
