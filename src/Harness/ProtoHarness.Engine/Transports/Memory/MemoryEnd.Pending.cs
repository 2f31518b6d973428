using System.Threading.Tasks.Sources;

namespace ProtoHarness.Engine.Transports;

/// <content>A read or a write that waits.</content>
sealed partial class MemoryEnd
{
    abstract class Pending<TResult>(MemoryEnd end)
    {
        ManualResetValueTaskSourceCore<TResult> _core;
        CancellationTokenRegistration _registration;
        CancellationToken _cancellation;
        long _armedFor = long.MaxValue;
        bool _wakeQueued;
        volatile bool _isTaken = true;

        public bool IsPending { get; private set; }

        /// <summary>Whether it is done, and who waited for it has not gone on yet.</summary>
        public bool IsUntaken => !_isTaken && !IsPending;

        protected MemoryEnd End { get; } = end;

        public void Wake()
        {
            if (!IsPending)
            {
                // Whoever begins to wait now looks for itself.
                return;
            }

            if (End._link.Gate.IsHeldByCurrentThread)
            {
                // As by the other end, which has just read or written.
                QueueWake();
                return;
            }

            lock (End._link.Gate)
            {
                QueueWake();
            }
        }

        public TResult GetResult(short token)
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
                    // Who waited is not held any longer than it waits, and takes its result once, as from a socket.
                    _core.Reset();
                    _isTaken = true;
                }
            }
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        protected short Begin(CancellationToken cancellationToken)
        {
            if (IsPending)
            {
                throw new InvalidOperationException("Two reads (or two writes) of one connection at once.");
            }

            _core.Reset();
            _isTaken = false;
            IsPending = true;
            _cancellation = cancellationToken;
            if (cancellationToken.CanBeCanceled)
            {
                _registration = cancellationToken.UnsafeRegister(static self => ((Pending<TResult>)self!).Wake(), this);
            }

            Wake();
            return _core.Version;
        }

        /// <summary>Tries to complete; null when the operation must go on waiting.</summary>
        protected abstract (TResult Result, Exception? Error)? Try();

        /// <summary>When to look again though nobody wakes: a time in ticks, or null.</summary>
        protected abstract long? LookAgain();

        void QueueWake()
        {
            if (IsPending && !_wakeQueued)
            {
                _wakeQueued = true;
                End._link.Simulation.Enqueue(static self => ((Pending<TResult>)self!).OnWake(), this);
            }
        }

        void OnWake()
        {
            TResult result;
            Exception? error;
            lock (End._link.Gate)
            {
                _wakeQueued = false;
                if (!IsPending)
                {
                    return;
                }

                if (_cancellation.IsCancellationRequested)
                {
                    (result, error) = (default!, new OperationCanceledException(_cancellation));
                }
                else if (Try() is var (done, failure))
                {
                    (result, error) = (done, failure);
                }
                else
                {
                    SetAlarm();
                    return;
                }

                IsPending = false;
            }

            // Outside the gate, because the role goes on inside.
            Complete(result, error);
        }

        void SetAlarm()
        {
            if (LookAgain() is { } at && at > End._link.Now && at < _armedFor)
            {
                // One alarm at a time: one for each wake would multiply with every piece that is on its way.
                _armedFor = at;
                End._link.WakeAt(at, this, static self => ((Pending<TResult>)self!).OnAlarm());
            }
        }

        void OnAlarm()
        {
            _armedFor = long.MaxValue;
            Wake();
        }

        void Complete(TResult result, Exception? error)
        {
            _registration.Dispose();
            _registration = default;
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

    sealed class PendingRead(MemoryEnd end) : Pending<int>(end), IValueTaskSource<int>
    {
        Memory<byte> _buffer;

        public ValueTask<int> Start(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var token = Begin(cancellationToken);
            _buffer = buffer;
            return new ValueTask<int>(this, token);
        }

        protected override (int Result, Exception? Error)? Try() =>
            !End.TryRead(_buffer, out var result) ? null
            : result.IsCompletedSuccessfully ? (result.Result, null)
            : (0, result.AsTask().Exception!.InnerException);

        protected override long? LookAgain() => End._in.NextRelease();
    }

    sealed class PendingWrite(MemoryEnd end) : Pending<bool>(end), IValueTaskSource
    {
        ReadOnlyMemory<byte> _rest;

        public ValueTask Start(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            var token = Begin(cancellationToken);
            _rest = bytes;
            return new ValueTask(this, token);
        }

        void IValueTaskSource.GetResult(short token) => GetResult(token);

        protected override (bool Result, Exception? Error)? Try() =>
            !End.TryWrite(ref _rest, out var result) ? null
            : result.IsCompletedSuccessfully ? (true, null)
            : (false, result.AsTask().Exception!.InnerException);

        protected override long? LookAgain() => null;
    }
}
