using System.Runtime.CompilerServices;

namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxSession
{
    /// <summary>A caller who sends what others go on adding is let go after this many batches; another thread takes over.</summary>
    const int MaxBatchesAtOnce = 8;

    readonly Action _afterSend;
    ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _sendAwaiter;
    TaskCompletionSource? _drained;
    TaskCompletionSource? _sendEnded;
    bool _isSending;

    /// <summary>Sends what there is to send, on the caller's thread unless somebody else is at it.</summary>
    internal void Send()
    {
        var done = default(SmuxCompletionList);
        ReadOnlyMemory<byte> batch;
        TaskCompletionSource? drained;
        lock (_gate)
        {
            if (_isSending)
            {
                return;
            }

            _isSending = _core.TryBeginSend(out batch);
            drained = _isSending ? null : _drained;
            Settle(ref done);
        }

        drained?.TrySetResult();
        SendFrom(batch, ref done);
        Dispatch(done.First);
    }

    /// <summary>Sends batch after batch until there is none, or one has to wait.</summary>
    /// <param name="batch">The first; empty for none.</param>
    /// <param name="done">Takes those whose writes have room now. They go on behind the batches that went out at once: what they add can only follow.</param>
    void SendFrom(ReadOnlyMemory<byte> batch, ref SmuxCompletionList done)
    {
        for (var batches = 1; !batch.IsEmpty; batches++)
        {
            _sendAwaiter = WriteAsync(batch).ConfigureAwait(_runsInline).GetAwaiter();
            if (!_sendAwaiter.IsCompleted)
            {
                _sendAwaiter.UnsafeOnCompleted(_afterSend);
                return;
            }

            var isLast = !_runsInline && batches == MaxBatchesAtOnce;
            batch = FinishSend(Outcome(), isLast, ref done);
            if (isLast)
            {
                SendElsewhere();
            }
        }
    }

    void AfterSend()
    {
        var done = default(SmuxCompletionList);
        SendFrom(FinishSend(Outcome(), isLast: false, ref done), ref done);
        Dispatch(done.First, lastHere: true);
    }

    /// <summary>Takes the outcome of a batch.</summary>
    /// <returns>Why it could not be sent; null when it was.</returns>
    Exception? Outcome()
    {
        try
        {
            _sendAwaiter.GetResult();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>Ends a batch, and takes the next one.</summary>
    /// <param name="failure">Why it could not be sent; null when it was.</param>
    /// <param name="isLast">Whether no other is to follow now.</param>
    /// <param name="done">Takes whoever can go on.</param>
    /// <returns>The next batch; empty when there is none, or sending has failed.</returns>
    ReadOnlyMemory<byte> FinishSend(Exception? failure, bool isLast, ref SmuxCompletionList done)
    {
        var batch = ReadOnlyMemory<byte>.Empty;
        TaskCompletionSource? ended;
        TaskCompletionSource? drained;
        lock (_gate)
        {
            _core.EndSend();
            ended = _sendEnded;
            _isSending = failure is null && !isLast && ended is null && _core.TryBeginSend(out batch);
            drained = _isSending || failure is not null || isLast ? null : _drained;
            Settle(ref done);
        }

        if (failure is not null)
        {
            Fail(new SmuxFault(SmuxError.ConnectionFailed, $"the connection failed: {failure.Message}", failure));
        }

        drained?.TrySetResult();
        ended?.TrySetResult();
        return batch;
    }

    ValueTask WriteAsync(ReadOnlyMemory<byte> batch)
    {
        try
        {
            return _link.Stream.WriteAsync(batch, _over.Token);
        }
        catch (Exception error)
        {
            return ValueTask.FromException(error);
        }
    }
}
