using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace ProtoHarness.Framing;

/// <summary>
/// Reads the frames of a stream, one after the other. A stream that ends inside a frame is an error, never a normal end.
/// </summary>
/// <remarks>
/// Not thread-safe. The frame in <see cref="Current"/>, and every slice in it, is valid until the next call of
/// <see cref="MoveNextAsync"/> or <see cref="Dispose"/>. All frames of one buffer are handed out before the pipe is touched again.
/// </remarks>
/// <typeparam name="TFrame">The frame.</typeparam>
public sealed class FrameReader<TFrame> : IDisposable
    where TFrame : IFrame<TFrame>
{
    /// <summary>
    /// Up to so many bytes are waited for at once, when it is known that they are needed: a pipe makes room for what is waited for, and a peer that announces a
    /// large frame must not thereby take memory.
    /// </summary>
    const int MostAtOnce = 4096;

    readonly PipeReader _input;
    readonly ReaderLimit? _limit;
    readonly RescanGuard _rescan;

    // What has been read from the pipe and not yet handed out as a frame. Only valid while _holdsBuffer.
    ReadOnlySequence<byte> _rest;
    bool _holdsBuffer;
    bool _inputEnded;
    long _missing;

    // A pipe's reader that is asked for so many bytes counts either all that are there or only those that it has not been told are examined, and does not say which.
    // It is asked for those that are missing; who answers with fewer counts all, and is asked for all from then on.
    bool _countsExamined;
    long _answerAtLeast;

    // How many of the bytes behind the current frame the pipe was told are examined. It is never told of fewer again.
    long _examined;
    MalformedFrameException? _malformed;
    Wait? _wait;

    // The last error that was made here, and is thrown for the first time where it is awaited: it has no trace that would have to be kept, which costs a fifth of the throw.
    Exception? _made;

    // Whether a token has cancelled a read that the pipe has not answered as cancelled. One that came too late for its read hits the next one, and is not meant there.
    volatile bool _cancelling;

    /// <summary>A reader that starts at the pipe's position.</summary>
    /// <param name="input">The pipe. It stays the caller's: it is never completed here.</param>
    /// <exception cref="NotSupportedException">The frame does not say itself where it ends (see <see cref="RemainingAttribute"/>).</exception>
    public FrameReader(PipeReader input)
        : this(input, null)
    {
    }

    /// <summary>A reader that starts at the pipe's position and has a limit of its own.</summary>
    /// <param name="input">The pipe. It stays the caller's: it is never completed here.</param>
    /// <param name="options">What this reader allows; null: what the frame's declaration does.</param>
    /// <exception cref="NotSupportedException">The frame does not say itself where it ends (see <see cref="RemainingAttribute"/>).</exception>
    public FrameReader(PipeReader input, FrameReaderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(input);
        var schema = TFrame.Schema;
        if (!schema.IsSelfDelimiting)
        {
            throw new NotSupportedException(
                $"{schema.Name} ends with remaining bytes, so it does not say where it ends and cannot be read from a stream. "
                + "Put it inside a frame that has a length.");
        }

        _input = input;
        _limit = options is null ? null : new ReaderLimit(schema, options);
        _rescan = new RescanGuard(schema, _limit?.MaxLength ?? schema.MaxLength);
        Current = default!;
    }

    /// <summary>The frame that was read last; default before the first and after the end.</summary>
    public TFrame Current { get; private set; }

    /// <summary>How many bytes of the stream the frames so far took, the current one included.</summary>
    public long Position { get; private set; }

    /// <summary>Goes to the next frame.</summary>
    /// <param name="cancellationToken">Stops waiting. Nothing is lost: the next call goes on where this one was.</param>
    /// <returns>False at the end of the stream, behind a whole frame. To be awaited once, as every <see cref="ValueTask{TResult}"/>.</returns>
    /// <exception cref="TruncatedFrameException">The stream ends inside a frame.</exception>
    /// <exception cref="MalformedFrameException">The peer sent what is no frame; every later call says so again.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the pipe's pending read.</exception>
    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken = default)
    {
        if (_malformed is not null)
        {
            return ValueTask.FromException<bool>(_malformed);
        }

        if (_wait is { IsPending: true })
        {
            return ValueTask.FromException<bool>(new InvalidOperationException("The reader still waits for the frame that was asked for before."));
        }

        // Without new bytes there is no point in asking the codec again.
        if (_holdsBuffer && _missing == 0 && !_rest.IsEmpty)
        {
            switch (TryTake())
            {
                case FrameReadStatus.Complete:
                    return ValueTask.FromResult(true);
                case FrameReadStatus.Malformed:
                    return (_wait ??= new Wait(this)).Fail(_malformed!);
            }
        }

        return ReadOn(cancellationToken);
    }

    /// <summary>All frames up to the end of the stream. Each is valid until the next one is asked for.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async IAsyncEnumerable<TFrame> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Current;
        }
    }

    /// <summary>Gives what was read ahead back to the pipe, so that somebody else can go on behind the current frame.</summary>
    public void Dispose()
    {
        Current = default!;
        if (_holdsBuffer)
        {
            _holdsBuffer = false;
            _input.AdvanceTo(_rest.Start, _rest.GetPosition(Math.Min(_examined, _rest.Length)));
            _rest = default;
            _missing = 0;
        }
    }

    // Most calls that come here wait, and a session under faults ends in a refusal: no state machine of its own is made for either, and nothing is thrown here to be
    // thrown again where it is awaited.
    ValueTask<bool> ReadOn(CancellationToken cancellationToken)
    {
        bool hasFrame;
        Exception? error;
        try
        {
            if (!GoOn(cancellationToken, out var pending, out hasFrame, out error))
            {
                return (_wait ??= new Wait(this)).Begin(pending, cancellationToken);
            }
        }
        catch (Exception e)
        {
            (hasFrame, error) = (false, e);
        }

        return error is null ? ValueTask.FromResult(hasFrame) : (_wait ??= new Wait(this)).Fail(error);
    }

    /// <summary>Goes as far as the pipe gives bytes at once.</summary>
    /// <returns>Whether it came to an end: to a frame, to the end of the stream, or to why there is neither; else there is a read to be waited for.</returns>
    bool GoOn(CancellationToken cancellationToken, out ValueTask<ReadResult> pending, out bool hasFrame, out Exception? error)
    {
        while (true)
        {
            if (_inputEnded && _holdsBuffer)
            {
                (pending, hasFrame, error) = (default, false, EndOfInput());
                return true;
            }

            if (_holdsBuffer)
            {
                // All of it was examined: the pipe must not answer again before there is more.
                Current = default!;
                _holdsBuffer = false;
                _examined = _rest.Length;
                _input.AdvanceTo(_rest.Start, _rest.End);
                _rest = default;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                (pending, hasFrame, error) = (default, false, _made = new OperationCanceledException(cancellationToken));
                return true;
            }

            // The token is not the pipe's to know: whether a cancellation was the token's own, and whether it has been answered, could not be told from outside.
            // A frame that comes byte by byte costs its reader one turn, not one for each.
            pending = Ask();
            if (!pending.IsCompleted)
            {
                (hasFrame, error) = (false, null);
                return false;
            }

            if (pending.IsFaulted)
            {
                // Not thrown here, to be thrown again where it is awaited.
                (hasFrame, error) = (false, pending.AsTask().Exception!.InnerException);
                return true;
            }

            if (Receive(pending.GetAwaiter().GetResult(), cancellationToken, out hasFrame, out error))
            {
                return true;
            }
        }
    }

    /// <summary>Asks the pipe for more than was examined.</summary>
    ValueTask<ReadResult> Ask()
    {
        _answerAtLeast = 0;
        if (_missing <= _examined)
        {
            return _input.ReadAsync(CancellationToken.None);
        }

        if (_countsExamined)
        {
            return _input.ReadAtLeastAsync((int)Math.Min(_missing, MostAtOnce), CancellationToken.None);
        }

        var more = Math.Min(_missing - _examined, MostAtOnce);
        _answerAtLeast = _examined + more;
        return _input.ReadAtLeastAsync((int)more, CancellationToken.None);
    }

    /// <summary>Takes what the pipe gave.</summary>
    /// <returns>Whether it came to an end; else more is needed.</returns>
    bool Receive(in ReadResult result, CancellationToken cancellationToken, out bool hasFrame, out Exception? error)
    {
        (hasFrame, error) = (false, null);
        _rest = result.Buffer;
        _holdsBuffer = true;
        _inputEnded = result.IsCompleted;
        _countsExamined |= _rest.Length < _answerAtLeast && !result.IsCompleted && !result.IsCanceled;
        if (result.IsCanceled)
        {
            var byToken = _cancelling;
            _cancelling = false;
            if (cancellationToken.IsCancellationRequested || !byToken)
            {
                // What came together with the cancellation has not been looked at: the next call does it first.
                _missing = 0;
                error = _made = cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken)
                    : new OperationCanceledException("The pending read of the pipe was cancelled.");
                return true;
            }
        }

        if (_rest.IsEmpty || !_rescan.IsWorthwhile(_rest, _missing, _inputEnded))
        {
            return false;
        }

        switch (TryTake())
        {
            case FrameReadStatus.Complete:
                hasFrame = true;
                return true;
            case FrameReadStatus.Malformed:
                error = _malformed;
                return true;
            default:
                return false;
        }
    }

    void Cancel()
    {
        _cancelling = true;
        _input.CancelPendingRead();
    }

    Exception? EndOfInput()
    {
        Current = default!;
        return _rest.IsEmpty ? null : _made = new TruncatedFrameException(TFrame.Schema.Name, _rest.Length, Math.Max(0, _missing - _rest.Length), Position);
    }

    FrameReadStatus TryTake()
    {
        var result = TFrame.TryRead(in _rest, out var frame);
        if (_limit is not null)
        {
            result = _limit.Apply(result, _rest.Length);
        }

        switch (result.Status)
        {
            case FrameReadStatus.Complete when result.Consumed > 0:
                Current = frame;
                Position += result.Consumed;
                _rest = _rest.Slice(result.Consumed);
                _examined = Math.Max(0, _examined - result.Consumed);
                _missing = 0;
                _rescan.Reset();
                break;
            case FrameReadStatus.Complete:
                throw new InvalidOperationException(
                    $"{TFrame.Schema.Name} takes no bytes: a stream holds any number of them. Read it as part of another frame.");
            case FrameReadStatus.NeedMore:
                // Kept as a total, because the buffer is handed back to the pipe in between.
                _missing = _rest.Length + Math.Max(1, result.Missing);
                _rescan.Remember(_rest.Length);
                break;
            default:
                Current = default!;
                _made = _malformed = new MalformedFrameException(result.Error!, result.ErrorOffset, Position);
                break;
        }

        return result.Status;
    }

    /// <summary>A call that waits for the pipe, and what came of it; used again by the next one.</summary>
    sealed class Wait(FrameReader<TFrame> reader) : IValueTaskSource<bool>
    {
        ManualResetValueTaskSourceCore<bool> _core;
        ConfiguredValueTaskAwaitable<ReadResult>.ConfiguredValueTaskAwaiter _pending;
        CancellationToken _cancellation;
        CancellationTokenRegistration _registration;
        Action? _goOn;
        Exception? _error;
        volatile bool _isPending;

        public bool IsPending => _isPending;

        public ValueTask<bool> Begin(in ValueTask<ReadResult> pending, CancellationToken cancellationToken)
        {
            _core.Reset();
            _error = null;
            _isPending = true;
            _cancellation = cancellationToken;
            var version = _core.Version;
            Listen(in pending);
            return new ValueTask<bool>(this, version);
        }

        public ValueTask<bool> Fail(Exception error)
        {
            _core.Reset();
            _error = error;
            _core.SetResult(false);
            return new ValueTask<bool>(this, _core.Version);
        }

        // The core ends well in any case: what it throws takes one more call, and each that an exception passes through costs as much as reading a frame.
        public bool GetResult(short token)
        {
            var hasFrame = _core.GetResult(token);
            if (_error is not null)
            {
                if (_error == reader._made)
                {
                    throw _error;
                }

                ExceptionDispatchInfo.Throw(_error);
            }

            return hasFrame;
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token) is var status && (status != ValueTaskSourceStatus.Succeeded || _error is null) ? status
            : _error is OperationCanceledException ? ValueTaskSourceStatus.Canceled
            : ValueTaskSourceStatus.Faulted;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        void Listen(in ValueTask<ReadResult> pending)
        {
            var awaiter = pending.ConfigureAwait(false).GetAwaiter();
            _pending = awaiter;
            _registration = _cancellation.UnsafeRegister(static reader => ((FrameReader<TFrame>)reader!).Cancel(), reader);
            awaiter.OnCompleted(_goOn ??= GoOn);
        }

        void GoOn()
        {
            bool hasFrame;
            Exception? error;
            try
            {
                _registration.Dispose();
                _registration = default;
                var result = _pending.GetResult();
                _pending = default;
                if (!reader.Receive(in result, _cancellation, out hasFrame, out error) && !reader.GoOn(_cancellation, out var pending, out hasFrame, out error))
                {
                    Listen(in pending);
                    return;
                }
            }
            catch (Exception e)
            {
                (hasFrame, error) = (false, e);
            }

            _isPending = false;
            _error = error;
            _core.SetResult(hasFrame);
        }
    }
}
