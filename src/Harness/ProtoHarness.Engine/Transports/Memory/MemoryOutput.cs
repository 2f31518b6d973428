using System.IO.Pipelines;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// Writes to an end in memory as a pipe. Behaves as a <see cref="PipeWriter"/> over a stream does, down to how many bytes it writes at once; what the end takes at once costs no
/// more than the writing.
/// </summary>
sealed class MemoryOutput(MemoryEnd end) : PipeWriter
{
    const int SegmentLength = 4096;

    readonly CancelRequest _cancel = new();
    PipeSegment? _head;
    PipeSegment? _tail;
    PipeSegment? _spare;
    long _unflushed;
    bool _isCompleted;
    bool _isWaiting;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _unflushed;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_isCompleted)
        {
            throw new InvalidOperationException("Writing is not allowed after writer was completed.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        if (_tail is null || _tail.Room.Length == 0 || _tail.Room.Length < sizeHint)
        {
            var segment = _spare ?? new PipeSegment();
            _spare = null;
            segment.Rent(Math.Max(SegmentLength, sizeHint));
            _tail?.Append(segment);
            _head ??= segment;
            _tail = segment;
        }

        return _tail.Room;
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bytes, (uint)(_tail?.Room.Length ?? 0), nameof(bytes));
        if (bytes > 0)
        {
            _tail!.End += bytes;
            _unflushed += bytes;
        }
    }

    public override void CancelPendingFlush()
    {
        _cancel.Make();
        end.WakeWriter();
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _unflushed == 0 ? new ValueTask<FlushResult>(default(FlushResult)) : Flush(default, cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        _isCompleted ? ValueTask.FromException<FlushResult>(new ObjectDisposedException(nameof(PipeWriter))) : Flush(source, cancellationToken);

    public override void Complete(Exception? exception = null)
    {
        if (_isCompleted)
        {
            return;
        }

        _isCompleted = true;
        try
        {
            while (exception is null && _head is { } segment)
            {
                if (segment.End > 0 && (!end.Write(segment.Memory, default, null).IsDone(out var outcome) || outcome.Error is not null))
                {
                    throw outcome.Error ?? new SynchronousIoException();
                }

                Next();
            }
        }
        finally
        {
            Forget();
        }
    }

    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        if (_isCompleted)
        {
            return;
        }

        _isCompleted = true;
        try
        {
            if (exception is null && _unflushed > 0)
            {
                await Flush(default, default).ConfigureAwait(false);
            }
        }
        finally
        {
            Forget();
        }
    }

    ValueTask<FlushResult> Flush(ReadOnlyMemory<byte> more, CancellationToken cancellationToken)
    {
        while (HasMore(ref more, out var piece, out var isBuffered))
        {
            var operation = end.Write(piece, cancellationToken, _cancel);
            if (!operation.IsDone(out var outcome))
            {
                return FlushOnAsync(operation.Quietly(), isBuffered, more, cancellationToken);
            }

            if (outcome.Error is { } error)
            {
                return IsCancelled(error, cancellationToken) ? new ValueTask<FlushResult>(new FlushResult(isCanceled: true, isCompleted: false))
                    : error is OperationCanceledException && cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<FlushResult>(cancellationToken)
                    : ValueTask.FromException<FlushResult>(error);
            }

            Written(isBuffered);
        }

        _unflushed = 0;
        return new ValueTask<FlushResult>(default(FlushResult));
    }

    async ValueTask<FlushResult> FlushOnAsync(ValueTask<IoOutcome> pending, bool isBuffered, ReadOnlyMemory<byte> more, CancellationToken cancellationToken)
    {
        _isWaiting = true;
        var outcome = await pending.ConfigureAwait(false);
        _isWaiting = false;
        if (outcome.Error is { } error)
        {
            return IsCancelled(error, cancellationToken) ? new FlushResult(isCanceled: true, isCompleted: false) : throw error;
        }

        Written(isBuffered);
        return await Flush(more, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the next piece to be written: of what is in the pipe, and then of what comes behind it.</summary>
    bool HasMore(ref ReadOnlyMemory<byte> more, out ReadOnlyMemory<byte> piece, out bool isBuffered)
    {
        while (_head is { End: 0 })
        {
            Next();
        }

        isBuffered = _head is not null;
        piece = _head?.Memory ?? more;
        more = isBuffered ? more : default;
        return isBuffered || !piece.IsEmpty;
    }

    bool IsCancelled(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException && _cancel.Take() && !cancellationToken.IsCancellationRequested;

    void Written(bool isBuffered)
    {
        if (isBuffered && _head is not null)
        {
            Next();
        }
    }

    /// <summary>Lets go of the first piece.</summary>
    void Next()
    {
        var segment = _head!;
        _head = segment.NextSegment;
        _tail = _head is null ? null : _tail;
        segment.Free(isInUse: _isWaiting);
        _spare = segment;
    }

    void Forget()
    {
        while (_head is not null)
        {
            Next();
        }

        _spare = null;
        _unflushed = 0;
    }
}
