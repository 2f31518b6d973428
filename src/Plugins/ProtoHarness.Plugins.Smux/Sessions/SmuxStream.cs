using System.IO.Pipelines;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// One stream of a session. One read at a time; writes may be several at once and are sent one after the other. A write is done when its
/// data is on its way: the session has copied the last of it, and the caller's buffer is free.
/// </summary>
/// <remarks>
/// A read returns 0 only when the peer ended the stream; a connection that ends before is an <see cref="IOException"/>. Disposal closes both
/// halves, sends FIN behind what was written, and drops what is unread; it waits for nothing.
/// </remarks>
public sealed partial class SmuxStream : Stream
{
    readonly SmuxChannel _channel;
    SmuxPipe? _pipe;
    SmuxOperation? _read;
    SmuxOperation? _write;
    Queue<TaskCompletionSource>? _writers;
    DateTimeOffset? _readDeadline;
    DateTimeOffset? _writeDeadline;
    int _readTimeout = Timeout.Infinite;
    int _writeTimeout = Timeout.Infinite;
    bool _isWriting;
    bool _isDisposed;

    internal SmuxStream(SmuxSession session, SmuxChannel channel)
    {
        Session = session;
        _channel = channel;
        channel.Tag = this;
    }

    /// <summary>The stream's identifier.</summary>
    public uint Id => _channel.Id;

    /// <summary>The session it belongs to.</summary>
    public SmuxSession Session { get; }

    /// <summary>
    /// The stream as a pair of pipes; use either these or the stream itself. Completing the output flushes it and sends FIN; completing both lets go of the stream, and
    /// completing either with an error does so at once.
    /// </summary>
    public IDuplexPipe Pipe => _pipe ??= new SmuxPipe(this);

    /// <summary>The bytes that were put on their way, modulo 2^32. Exact, also when a write was cancelled or timed out.</summary>
    public uint BytesWritten
    {
        get
        {
            lock (Session.Gate)
            {
                return _channel.Written;
            }
        }
    }

    /// <summary>When reads time out, also one that waits already; null: never. In the past: at once.</summary>
    public DateTimeOffset? ReadDeadline
    {
        get => _readDeadline;
        set => SetDeadline(ref _readDeadline, value, _read);
    }

    /// <summary>When writes time out, also one that waits already; null: never. In the past: at once.</summary>
    public DateTimeOffset? WriteDeadline
    {
        get => _writeDeadline;
        set => SetDeadline(ref _writeDeadline, value, _write);
    }

    /// <inheritdoc/>
    public override int ReadTimeout
    {
        get => _readTimeout;
        set => _readTimeout = Timespan(value);
    }

    /// <inheritdoc/>
    public override int WriteTimeout
    {
        get => _writeTimeout;
        set => _writeTimeout = Timespan(value);
    }

    /// <inheritdoc/>
    public override bool CanTimeout => true;

    /// <inheritdoc/>
    public override bool CanRead => !_isDisposed;

    /// <inheritdoc/>
    public override bool CanWrite => !_isDisposed;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Ends the writing half: FIN goes out behind what was written, reading goes on. On the wire it is what disposal sends too, so that a peer which takes
    /// FIN for a full close (the Go original does, as a reader) may drop its answer.
    /// </summary>
    public void CloseWrite()
    {
        SmuxCompletion? done;
        lock (Session.Gate)
        {
            Session.Core.CloseWrites(_channel);
            done = Session.Settle();
        }

        Session.Dispatch(done);
        Session.SendSoon();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        SmuxCompletion? done;
        lock (Session.Gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            Session.Core.Close(_channel);
            done = Session.Settle();
            _read?.DisposeTimer();
            _write?.DisposeTimer();
        }

        Session.Dispatch(done);
        Session.SendSoon();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Flush() => Session.Send();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Session.Send();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Settles what waits on this stream and can go on. Under the session's lock.</summary>
    /// <param name="list">Takes what is settled.</param>
    internal void Settle(ref SmuxCompletionList list)
    {
        var core = Session.Core;
        if (_read is { IsWaiting: true } read)
        {
            var status = core.EndRead(_channel, out var count);
            if (status != SmuxReadStatus.WouldBlock)
            {
                read.Settle(count, status == SmuxReadStatus.Fault ? core.ReadFault(_channel)!.ToException() : null);
                list.Add(read);
            }
        }

        if (_write is { IsWaiting: true } write)
        {
            var status = core.EndWrite(_channel);
            if (status != SmuxWriteStatus.Pending)
            {
                write.Settle(0, status == SmuxWriteStatus.Fault ? core.WriteFault(_channel)!.ToException() : null);
                list.Add(write);
            }
        }
    }

    /// <summary>Ends a waiting operation by a token or a deadline, when it is still the one that they were meant for.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isRead">Whether it is the read.</param>
    /// <param name="reason">Gives the error; null when the call came too late.</param>
    internal void EndEarly(SmuxOperation operation, bool isRead, Func<Exception?> reason)
    {
        lock (Session.Gate)
        {
            if (!operation.IsWaiting || reason() is not { } error)
            {
                return;
            }

            var count = 0;
            if (isRead)
            {
                count = Session.Core.CancelRead(_channel);
            }
            else
            {
                Session.Core.CancelWrite(_channel);
            }

            // Bytes that reached the reader's buffer before the token did are the reader's: to drop them would be to lose them.
            operation.Settle(count, count > 0 ? null : error);
        }

        Session.Dispatch(operation);
    }

    static int Timespan(int milliseconds) => milliseconds is > 0 or Timeout.Infinite
        ? milliseconds
        : throw new ArgumentOutOfRangeException(nameof(milliseconds), "a timeout is positive, or infinite (-1)");

    void SetDeadline(ref DateTimeOffset? field, DateTimeOffset? value, SmuxOperation? operation)
    {
        lock (Session.Gate)
        {
            field = value;
            if (operation is { IsWaiting: true })
            {
                operation.Arm(Session.Time, Limit(value, Timeout.Infinite));
            }
        }
    }

    TimeSpan? Limit(DateTimeOffset? deadline, int timeout)
    {
        TimeSpan? limit = timeout == Timeout.Infinite ? null : TimeSpan.FromMilliseconds(timeout);
        if (deadline is not { } end)
        {
            return limit;
        }

        var left = end - Session.Time.GetUtcNow();
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        return limit < left ? limit : left;
    }
}
