using System.Runtime.CompilerServices;

namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxSession : IThreadPoolWorkItem
{
    /// <summary>What is read from the connection at once.</summary>
    const int ReceiveSize = 131_072;

    /// <summary>A caller who sends what others go on adding is let go after this many batches; another thread takes over.</summary>
    const int MaxBatchesAtOnce = 8;

    readonly SmuxSignal _room;
    readonly Action _afterSend;
    ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _sendAwaiter;
    TaskCompletionSource? _drained;
    TaskCompletionSource? _sendEnded;
    bool _isSending;
    int _sendsSoon;

    /// <summary>Sends what there is to send, on the caller's thread unless somebody else is at it.</summary>
    internal void Send()
    {
        for (var batches = 0; _runsInline || batches < MaxBatchesAtOnce; batches++)
        {
            ReadOnlyMemory<byte> batch;
            TaskCompletionSource? drained;
            SmuxCompletion? done;
            lock (_gate)
            {
                if (_isSending)
                {
                    return;
                }

                _isSending = _core.TryBeginSend(out batch);
                drained = _isSending ? null : _drained;
                done = Settle();
            }

            SmuxCompletion.RunAll(done);
            if (batch.IsEmpty)
            {
                drained?.TrySetResult();
                return;
            }

            _sendAwaiter = WriteAsync(batch).ConfigureAwait(_runsInline).GetAwaiter();
            if (!_sendAwaiter.IsCompleted)
            {
                _sendAwaiter.UnsafeOnCompleted(_afterSend);
                return;
            }

            if (!FinishSend())
            {
                return;
            }
        }

        SendSoon();
    }

    /// <summary>
    /// Sends soon, and together with what the caller does next: opening a stream is followed by its first write, closing one often by opening another.
    /// Where continuations run inline there is no other thread to do it, so it is done at once.
    /// </summary>
    internal void SendSoon()
    {
        if (_runsInline)
        {
            Send();
        }
        else if (Interlocked.Exchange(ref _sendsSoon, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _sendsSoon, 0);
        Send();
    }

    /// <summary>
    /// Settles whoever can go on after a call of the core. Under the lock; the result is run outside.
    /// </summary>
    /// <returns>Who can go on.</returns>
    internal SmuxCompletion? Settle()
    {
        var list = default(SmuxCompletionList);
        while (_core.TryTakeSignal(out var channel))
        {
            ((SmuxStream?)channel!.Tag)?.Settle(ref list);
        }

        SettleAcceptances(ref list);
        if (_room.IsWaiting && (_core.CanReceive || _core.Fault is not null || _closing is not null))
        {
            _room.Settle();
            list.Add(_room);
        }

        return list.First;
    }

    void SettleAcceptances(ref SmuxCompletionList list)
    {
        while (_acceptances.TryPeek(out var acceptance))
        {
            SmuxFault? fault = null;
            if (!acceptance.IsSettled)
            {
                var stream = TakeAccepted();
                if (stream is null && !IsAcceptingOver(out fault))
                {
                    return;
                }

                acceptance.Settle(stream, fault?.ToException());
                list.Add(acceptance);
            }

            _acceptances.Dequeue();
        }
    }

    async Task ReceiveAsync()
    {
        if (!_runsInline)
        {
            // The first read may find bytes, and the caller who makes a session shall not be kept to read them.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        using var owner = _core.Config.MemoryPool.Rent(ReceiveSize);
        var buffer = owner.Memory;
        var (start, end) = (0, 0);
        try
        {
            while (await WaitForRoomAsync().ConfigureAwait(_runsInline))
            {
                if (start == end)
                {
                    (start, end) = (0, await _link.Stream.ReadAsync(buffer, _over.Token).ConfigureAwait(_runsInline));
                    if (end == 0)
                    {
                        OnInputEnd();
                        return;
                    }
                }

                start += OnInput(buffer.Span[start..end]);
            }

            // What a closed session still gets is dropped, so that the connection ends well (SmuxConfig.LingerTimeout).
            while (await _link.Stream.ReadAsync(buffer, _over.Token).ConfigureAwait(_runsInline) > 0)
            {
            }
        }
        catch (Exception error)
        {
            Fail(new SmuxFault(SmuxError.ConnectionFailed, $"the connection failed: {error.Message}", error));
        }
    }

    /// <summary>Waits until the core takes more.</summary>
    /// <returns>False when the session is over.</returns>
    ValueTask<bool> WaitForRoomAsync()
    {
        ValueTask wait;
        lock (_gate)
        {
            if (_closing is not null || _core.Fault is not null)
            {
                return new ValueTask<bool>(false);
            }

            if (_core.CanReceive)
            {
                return new ValueTask<bool>(true);
            }

            wait = _room.WaitAsync();
        }

        return AwaitRoomAsync(wait);
    }

    async ValueTask<bool> AwaitRoomAsync(ValueTask wait)
    {
        await wait.ConfigureAwait(_runsInline);
        lock (_gate)
        {
            return _closing is null && _core.Fault is null;
        }
    }

    int OnInput(ReadOnlySpan<byte> input)
    {
        int consumed;
        SmuxCompletion? done;
        lock (_gate)
        {
            consumed = _core.Receive(input);
            done = Settle();
        }

        SmuxCompletion.RunAll(done);
        Continue();
        return consumed;
    }

    void OnInputEnd()
    {
        SmuxCompletion? done;
        lock (_gate)
        {
            if (_closing is null)
            {
                _core.ReceiveEnd();
            }

            done = Settle();
        }

        SmuxCompletion.RunAll(done);
        Continue();
    }

    void OnTimer()
    {
        SmuxCompletion? done;
        lock (_gate)
        {
            _core.Advance(Time.GetElapsedTime(_started));
            if (_core.NextDue is { } due && _closing is null)
            {
                var left = due - Time.GetElapsedTime(_started);
                _keepAlive!.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }

            done = Settle();
        }

        SmuxCompletion.RunAll(done);
        Continue();
    }

    /// <summary>Sends what a call of the core has left to send, or ends the connection when the core has failed.</summary>
    void Continue()
    {
        if (_core.Fault is not null)
        {
            TakeDown();
        }
        else
        {
            Send();
        }
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

    void AfterSend()
    {
        if (FinishSend())
        {
            Send();
        }
    }

    bool FinishSend()
    {
        Exception? failure = null;
        try
        {
            _sendAwaiter.GetResult();
        }
        catch (Exception error)
        {
            failure = error;
        }

        TaskCompletionSource? ended;
        lock (_gate)
        {
            _isSending = false;
            _core.EndSend();
            ended = _sendEnded;
        }

        if (failure is not null)
        {
            Fail(new SmuxFault(SmuxError.ConnectionFailed, $"the connection failed: {failure.Message}", failure));
        }

        ended?.TrySetResult();
        return failure is null;
    }
}
