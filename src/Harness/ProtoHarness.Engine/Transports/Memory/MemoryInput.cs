using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks.Sources;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// Reads an end in memory as a pipe. Behaves as a <see cref="PipeReader"/> over a stream does, down to how many bytes it asks for at once, and costs a fraction: what a step
/// brings is looked at where it comes, and an error is handed on, not thrown.
/// </summary>
sealed class MemoryInput(MemoryEnd end) : PipeReader
{
    const int SegmentLength = 4096;

    /// <summary>With less room than this at the end of a piece the next one is begun.</summary>
    const int LeastRoom = 1024;

    readonly CancelRequest _cancel = new();
    PipeSegment? _head;
    PipeSegment? _tail;
    PipeSegment? _spare;
    int _headIndex;
    long _buffered;
    bool _isAllExamined;
    bool _isCompleted;
    Wait? _wait;

    public override bool TryRead(out ReadResult result)
    {
        ThrowIfCompleted();
        return TryReadBuffered(out result);
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => ReadOn(0, cancellationToken);

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        ThrowIfCompleted();
        if (consumed.GetObject() is not PipeSegment consumedIn || examined.GetObject() is not PipeSegment examinedIn)
        {
            return;
        }

        if (_head is null)
        {
            throw new InvalidOperationException("The PipeReader has already advanced past the provided position.");
        }

        var index = consumed.GetInteger();
        var taken = consumedIn.RunningIndex + index - (_head.RunningIndex + _headIndex);
        if (taken < 0)
        {
            throw new InvalidOperationException("The PipeReader has already advanced past the provided position.");
        }

        _buffered -= taken;
        _isAllExamined = examinedIn == _tail && examined.GetInteger() == _tail.End;
        var kept = _buffered == 0 ? null : index == consumedIn.End ? consumedIn.NextSegment : consumedIn;
        for (var segment = _head; segment != kept;)
        {
            var next = segment!.NextSegment;
            GiveBack(segment);
            segment = next;
        }

        _head = kept;
        _headIndex = kept == consumedIn ? index : 0;
        _tail = kept is null ? null : _tail;
    }

    public override void CancelPendingRead()
    {
        _cancel.Make();
        end.WakeReader();
    }

    public override void Complete(Exception? exception = null)
    {
        if (_isCompleted)
        {
            return;
        }

        _isCompleted = true;
        while (_head is { } segment)
        {
            _head = segment.NextSegment;
            segment.Free(isInUse: _wait is { IsPending: true } && segment == _tail);
        }

        _spare?.Free();
        _spare = null;
        _tail = null;
    }

    protected override ValueTask<ReadResult> ReadAtLeastAsyncCore(int minimumSize, CancellationToken cancellationToken) => ReadOn(minimumSize, cancellationToken);

    ValueTask<ReadResult> ReadOn(int least, CancellationToken cancellationToken)
    {
        ThrowIfCompleted();
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ReadResult>(cancellationToken);
        }

        if (TryReadBuffered(out var result) && (result.Buffer.Length >= least || result.IsCanceled))
        {
            return new ValueTask<ReadResult>(result);
        }

        if (_wait is { IsPending: true })
        {
            return ValueTask.FromException<ReadResult>(new InvalidOperationException("Two reads (or two writes) of one connection at once."));
        }

        try
        {
            return !TryFinish(least, cancellationToken, out var pending, out result, out var error) ? Free().Begin(pending, least, cancellationToken)
                : error is null ? new ValueTask<ReadResult>(result)
                : ValueTask.FromException<ReadResult>(error);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<ReadResult>(e);
        }
    }

    /// <summary>Reads as long as there is something at once and more is wanted.</summary>
    /// <returns>Whether it came to an end; else there is an operation to be waited for.</returns>
    bool TryFinish(int least, CancellationToken cancellationToken, out MemoryEnd.Operation pending, out ReadResult result, out Exception? error)
    {
        do
        {
            pending = end.Read(MakeRoom(least), cancellationToken, _cancel);
            if (!pending.IsDone(out var outcome))
            {
                (result, error) = (default, null);
                return false;
            }

            if (Take(in outcome, least, cancellationToken, out result, out error))
            {
                return true;
            }
        }
        while (true);
    }

    /// <summary>Takes what a read came to.</summary>
    /// <returns>Whether that is all; else more is wanted.</returns>
    bool Take(in IoOutcome outcome, int least, CancellationToken cancellationToken, out ReadResult result, out Exception? error)
    {
        (result, error) = (default, null);
        var (isCancelled, hasEnded) = (false, false);
        switch (outcome.Error)
        {
            case null when _tail is null:
                // It was completed while it waited.
                error = Completed();
                return true;
            case null:
                _tail.End += outcome.Count;
                _buffered += outcome.Count;
                hasEnded = outcome.Count == 0;
                break;
            case OperationCanceledException e when _cancel.Take() | cancellationToken.IsCancellationRequested:
                isCancelled = !cancellationToken.IsCancellationRequested;
                error = isCancelled ? null : new OperationCanceledException(e.Message, e, cancellationToken);
                break;
            default:
                error = outcome.Error;
                break;
        }

        if (error is null && !isCancelled && !hasEnded && _buffered < least)
        {
            return false;
        }

        result = error is null ? new ReadResult(Buffered(), isCancelled, hasEnded) : default;
        return true;
    }

    bool TryReadBuffered(out ReadResult result)
    {
        var isCancelled = _cancel.IsMade;
        if (!isCancelled && (_buffered == 0 || _isAllExamined))
        {
            result = default;
            return false;
        }

        if (isCancelled)
        {
            _cancel.Take();
        }

        result = new ReadResult(Buffered(), isCancelled, isCompleted: false);
        return true;
    }

    ReadOnlySequence<byte> Buffered() => _head is null ? default : new ReadOnlySequence<byte>(_head, _headIndex, _tail!, _tail!.End);

    Memory<byte> MakeRoom(int least)
    {
        if (_tail is null)
        {
            _head = _tail = Make(least);
            _headIndex = 0;
        }
        else if (_tail.Room.Length < LeastRoom)
        {
            var next = Make(least);
            _tail.Append(next);
            _tail = next;
        }

        return _tail.Room;
    }

    PipeSegment Make(int least)
    {
        var segment = _spare ?? new PipeSegment();
        _spare = null;
        segment.Rent(Math.Max(SegmentLength, least));
        return segment;
    }

    void GiveBack(PipeSegment segment)
    {
        segment.Free();
        _spare = segment;
    }

    // Whoever sees that a read is done may begin the next before the one who waited has gone on.
    Wait Free() => _wait is { IsUntaken: false } wait ? wait : _wait = new Wait(this);

    void ThrowIfCompleted()
    {
        if (_isCompleted)
        {
            throw Completed();
        }
    }

    static InvalidOperationException Completed() => new("Reading is not allowed after reader was completed.");

    /// <summary>A read that waits for the end, and what came of it; used again by the next one.</summary>
    sealed class Wait(MemoryInput input) : IValueTaskSource<ReadResult>
    {
        ManualResetValueTaskSourceCore<ReadResult> _core;
        ValueTask<IoOutcome> _pending;
        CancellationToken _cancellation;
        Action? _goOn;
        int _least;
        volatile bool _isTaken = true;
        volatile bool _isPending;

        public bool IsPending => _isPending;

        public bool IsUntaken => !_isTaken && !_isPending;

        public ValueTask<ReadResult> Begin(in MemoryEnd.Operation pending, int least, CancellationToken cancellationToken)
        {
            _core.Reset();
            _isTaken = false;
            _isPending = true;
            (_least, _cancellation) = (least, cancellationToken);
            var version = _core.Version;
            Listen(in pending);
            return new ValueTask<ReadResult>(this, version);
        }

        public ReadResult GetResult(short token)
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
                    _core.Reset();
                    _isTaken = true;
                }
            }
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        void Listen(in MemoryEnd.Operation pending)
        {
            _pending = pending.Quietly();
            _pending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_goOn ??= GoOn);
        }

        void GoOn()
        {
            ReadResult result;
            Exception? error;
            try
            {
                var outcome = _pending.GetAwaiter().GetResult();
                _pending = default;
                if (!input.Take(in outcome, _least, _cancellation, out result, out error)
                    && !input.TryFinish(_least, _cancellation, out var pending, out result, out error))
                {
                    Listen(in pending);
                    return;
                }
            }
            catch (Exception e)
            {
                (result, error) = (default, e);
            }

            _isPending = false;
            _cancellation = default;
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
}
