namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxSession : IThreadPoolWorkItem
{
    /// <summary>How long one who goes on on a thread of the session's may keep from others what they wait for.</summary>
    static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(5);

    [ThreadStatic]
    static SmuxSession? _running;

    [ThreadStatic]
    static bool _owesSend;

    SmuxCompletion? _deferred;
    int _sendsSoon;
    int _expectsLate;

    /// <summary>
    /// Lets those go on who were settled: each on a thread of the pool, so that none waits for what another does meanwhile. The last may go on here, on a thread
    /// that has nothing else to do, which saves the way to the pool and back. Where continuations run inline, they go where their contexts want them.
    /// </summary>
    /// <param name="first">The first; null for none.</param>
    /// <param name="lastHere">Whether the caller holds nothing, and nobody depends on its return.</param>
    internal void Dispatch(SmuxCompletion? first, bool lastHere = false)
    {
        while (first is not null)
        {
            var next = first.Next;
            first.Next = null;
            if (_runsInline)
            {
                first.Run();
            }
            else if (next is null && lastHere)
            {
                Run(first);
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(first, preferLocal: true);
            }

            first = next;
        }
    }

    /// <summary>Lets one go on, or two of them, and sends what they have left to send when they wait again.</summary>
    /// <param name="completion">Who goes on.</param>
    /// <param name="second">Who goes on after him, unless <see cref="OnLate"/> has let him go on meanwhile; null for nobody. It was deferred by <see cref="TryDefer"/>.</param>
    internal void Run(SmuxCompletion completion, SmuxCompletion? second = null)
    {
        var (outer, outerOwes) = (_running, _owesSend);
        (_running, _owesSend) = (this, false);
        bool owes;
        try
        {
            completion.Run();
            if (second is not null && Interlocked.CompareExchange(ref _deferred, null, second) == second)
            {
                second.Run();
            }
        }
        finally
        {
            owes = _owesSend;
            (_running, _owesSend) = (outer, outerOwes);
        }

        if (owes)
        {
            Send();
        }
    }

    /// <summary>
    /// Sends soon, and together with what the caller does next: opening a stream is followed by its first write, closing one often by opening another. A caller that the
    /// session has let go on is expected to wait for it again in a moment (<see cref="Lateness"/> if not); for others a thread of the pool sends. Where continuations run
    /// inline there is no other thread to do it, so it is done at once.
    /// </summary>
    internal void SendSoon()
    {
        if (_runsInline)
        {
            Send();
        }
        else if (_running == this)
        {
            _owesSend = true;
            ExpectLate();
        }
        else
        {
            SendElsewhere();
        }
    }

    void SendElsewhere()
    {
        if (Interlocked.Exchange(ref _sendsSoon, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _sendsSoon, 0);
        Send();
    }

    /// <summary>Has <see cref="OnLate"/> called in a while. Usually all is done by then, but to say so each time would cost more.</summary>
    void ExpectLate()
    {
        if (Interlocked.Exchange(ref _expectsLate, 1) == 0)
        {
            _late!.Change(Lateness, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Lets one wait for another, for as long as he is not late (<see cref="Lateness"/>).</summary>
    bool TryDefer(SmuxCompletion completion)
    {
        if (Interlocked.CompareExchange(ref _deferred, completion, null) is not null)
        {
            return false;
        }

        ExpectLate();
        return true;
    }

    void OnLate()
    {
        Volatile.Write(ref _expectsLate, 0);
        if (Interlocked.Exchange(ref _deferred, null) is { } deferred)
        {
            ThreadPool.UnsafeQueueUserWorkItem(deferred, preferLocal: false);
        }

        Send();
        TakeOver();
    }

    /// <summary>Settles whoever can go on after a call of the core. Under the lock; <see cref="Dispatch"/> follows outside.</summary>
    /// <returns>Who can go on.</returns>
    internal SmuxCompletion? Settle()
    {
        var done = default(SmuxCompletionList);
        Settle(ref done);
        return done.First;
    }

    void Settle(ref SmuxCompletionList done)
    {
        while (_core.TryTakeSignal(out var channel))
        {
            ((SmuxStream?)channel!.Tag)?.Settle(ref done);
        }

        SettleAcceptances(ref done);
        if (_room.IsWaiting && (_core.CanReceive || IsOver))
        {
            _room.Settle();
            done.Add(_room);
        }
    }

    void SettleAcceptances(ref SmuxCompletionList done)
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
                done.Add(acceptance);
            }

            _acceptances.Dequeue();
        }
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

        Dispatch(done);
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
}
