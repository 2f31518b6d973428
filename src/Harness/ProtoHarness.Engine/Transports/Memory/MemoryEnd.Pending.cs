using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace ProtoHarness.Engine.Transports;

/// <content>A read or a write that waits.</content>
sealed partial class MemoryEnd
{
    /// <summary>One that waits. Who waits for it quietly is told of an error; for everybody else it is thrown.</summary>
    internal abstract class Pending(MemoryEnd end) : IValueTaskSource<IoOutcome>, IValueTaskSource<int>, IValueTaskSource
    {
        ManualResetValueTaskSourceCore<IoOutcome> _core;
        CancellationTokenRegistration _registration;
        CancellationToken _cancellation;
        CancelRequest? _cancel;
        Exception? _error;
        long _armedFor = long.MaxValue;
        bool _wakeQueued;
        volatile bool _isTaken = true;

        public bool IsPending { get; private set; }

        /// <summary>Whether it is done, and who waited for it has not gone on yet.</summary>
        public bool IsUntaken => !_isTaken && !IsPending;

        protected MemoryEnd End { get; } = end;

        /// <summary>Has it look again. From any thread: whoever is about to wait is waited for, and not missed.</summary>
        public void Wake()
        {
            if (End._link.Gate.IsHeldByCurrentThread)
            {
                QueueWake();
                return;
            }

            lock (End._link.Gate)
            {
                QueueWake();
            }
        }

        /// <summary>Has it look again. With the gate held, as by the other end, which has just read or written.</summary>
        public void QueueWake()
        {
            if (IsPending && !_wakeQueued)
            {
                _wakeQueued = true;
                End._link.Simulation.Enqueue(static self => ((Pending)self!).OnWake(), this);
            }
        }

        public IoOutcome GetResult(short token)
        {
            // It ends well for the source in any case, so this throws for a wrong token only.
            var outcome = _core.GetResult(token);

            // Who waited is not held any longer than it waits, and takes its result once, as from a socket.
            _core.Reset();
            _error = null;
            _isTaken = true;
            return outcome;
        }

        int IValueTaskSource<int>.GetResult(short token) => Count(GetResult(token));

        void IValueTaskSource.GetResult(short token) => Count(GetResult(token));

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => LoudStatus(token);

        ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => LoudStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        /// <summary>Begins to wait, with the gate held.</summary>
        /// <param name="hasLooked">Whether it was tried already, with the gate held since: then it looks again when it is woken.</param>
        /// <param name="cancellationToken">Ends it as cancelled.</param>
        /// <param name="cancel">Ends it as cancelled too.</param>
        protected Operation Begin(bool hasLooked, CancellationToken cancellationToken, CancelRequest? cancel)
        {
            if (IsPending)
            {
                throw new InvalidOperationException("Two reads (or two writes) of one connection at once.");
            }

            _core.Reset();
            _isTaken = false;
            IsPending = true;
            _cancellation = cancellationToken;
            _cancel = cancel;
            if (cancellationToken.CanBeCanceled)
            {
                _registration = cancellationToken.UnsafeRegister(static self => ((Pending)self!).Wake(), this);
            }

            if (!hasLooked || cancel is { IsMade: true })
            {
                QueueWake();
            }
            else
            {
                SetAlarm();
            }

            return new Operation(this, _core.Version);
        }

        /// <summary>Tries to complete; null when the operation must go on waiting.</summary>
        protected abstract IoOutcome? Try();

        /// <summary>When to look again though nobody wakes: a time in ticks, or null.</summary>
        protected abstract long? LookAgain();

        void OnWake()
        {
            IoOutcome outcome;
            lock (End._link.Gate)
            {
                _wakeQueued = false;
                if (!IsPending)
                {
                    return;
                }

                if (_cancellation.IsCancellationRequested || _cancel is { IsMade: true })
                {
                    outcome = new IoOutcome(0, new OperationCanceledException(_cancellation));
                }
                else if (Try() is { } done)
                {
                    outcome = done;
                }
                else
                {
                    SetAlarm();
                    return;
                }

                IsPending = false;
            }

            // Outside the gate, because the role goes on inside.
            Complete(in outcome);
        }

        void SetAlarm()
        {
            if (LookAgain() is { } at && at > End._link.Now && at < _armedFor)
            {
                // One alarm at a time: one for each wake would multiply with every piece that is on its way.
                _armedFor = at;
                End._link.WakeAt(at, this, static self => ((Pending)self!).OnAlarm());
            }
        }

        void OnAlarm()
        {
            _armedFor = long.MaxValue;
            Wake();
        }

        void Complete(in IoOutcome outcome)
        {
            _registration.Dispose();
            _registration = default;
            _cancel = null;
            _error = outcome.Error;
            _core.SetResult(outcome);
        }

        ValueTaskSourceStatus LoudStatus(short token) => _core.GetStatus(token) is var status && status != ValueTaskSourceStatus.Succeeded || _error is null ? status
            : _error is OperationCanceledException ? ValueTaskSourceStatus.Canceled
            : ValueTaskSourceStatus.Faulted;

        static int Count(in IoOutcome outcome)
        {
            if (outcome.Error is not null)
            {
                ExceptionDispatchInfo.Throw(outcome.Error);
            }

            return outcome.Count;
        }
    }

    sealed class PendingRead(MemoryEnd end) : Pending(end)
    {
        Memory<byte> _buffer;

        public Operation Start(Memory<byte> buffer, bool hasLooked, CancellationToken cancellationToken, CancelRequest? cancel)
        {
            var operation = Begin(hasLooked, cancellationToken, cancel);
            _buffer = buffer;
            return operation;
        }

        protected override IoOutcome? Try() => End.TryRead(_buffer, out var outcome) ? outcome : null;

        protected override long? LookAgain() => End._in.NextRelease();
    }

    sealed class PendingWrite(MemoryEnd end) : Pending(end)
    {
        ReadOnlyMemory<byte> _rest;

        public Operation Start(ReadOnlyMemory<byte> bytes, bool hasLooked, CancellationToken cancellationToken, CancelRequest? cancel)
        {
            var operation = Begin(hasLooked, cancellationToken, cancel);
            _rest = bytes;
            return operation;
        }

        protected override IoOutcome? Try() => End.TryWrite(ref _rest, out var outcome) ? outcome : null;

        protected override long? LookAgain() => null;
    }
}
