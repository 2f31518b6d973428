namespace ProtoHarness.Engine.Transports;

/// <content>A read or a write that was begun.</content>
sealed partial class MemoryEnd
{
    /// <summary>A read or a write that was begun: done, or to be waited for once, in one of the three ways.</summary>
    internal readonly struct Operation
    {
        readonly IoOutcome _outcome;
        readonly Pending? _pending;
        readonly short _token;
        readonly Task<IoOutcome>? _delayed;

        public Operation(in IoOutcome outcome) => _outcome = outcome;

        public Operation(Pending pending, short token) => (_pending, _token) = (pending, token);

        public Operation(Task<IoOutcome> delayed) => _delayed = delayed;

        /// <summary>Whether it is done already.</summary>
        /// <param name="outcome">What it came to.</param>
        /// <returns>Whether there is nothing to wait for.</returns>
        public bool IsDone(out IoOutcome outcome)
        {
            outcome = _outcome;
            return _pending is null && _delayed is null;
        }

        /// <summary>To be waited for by who looks at the error.</summary>
        public ValueTask<IoOutcome> Quietly() => _pending is not null ? new(_pending, _token) : _delayed is not null ? new(_delayed) : new(_outcome);

        /// <summary>To be waited for as a read of a stream.</summary>
        public ValueTask<int> AsRead() => _pending is not null ? new(_pending, _token) : _delayed is not null ? new(CountAsync(_delayed))
            : _outcome.Error is null ? new(_outcome.Count) : new FailedOperation(_outcome.Error).AsRead();

        /// <summary>To be waited for as a write to a stream.</summary>
        public ValueTask AsWrite() => _pending is not null ? new(_pending, _token) : _delayed is not null ? new(CountAsync(_delayed))
            : _outcome.Error is null ? ValueTask.CompletedTask : new FailedOperation(_outcome.Error).AsWrite();

        static async Task<int> CountAsync(Task<IoOutcome> delayed)
        {
            var outcome = await delayed.ConfigureAwait(false);
            return outcome.Error is null ? outcome.Count : throw outcome.Error;
        }
    }
}
