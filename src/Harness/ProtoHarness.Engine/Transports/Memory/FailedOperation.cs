using System.Threading.Tasks.Sources;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// A read or a write of a stream that failed at once. Not a failed task: that has to be finalized where nobody looks at it, as nobody does at how a peer that is only played
/// lost its connection, and keeps what hangs on it through two collections.
/// </summary>
sealed class FailedOperation : IValueTaskSource<int>, IValueTaskSource
{
    readonly Exception _error;

    // It ends well, so that it does not keep the error in another wrapping; who asks for the result is told of the error here.
    ManualResetValueTaskSourceCore<int> _core;

    /// <summary>One that failed.</summary>
    /// <param name="error">Why; made for it, so that it has no trace yet that would have to be kept.</param>
    public FailedOperation(Exception error)
    {
        _error = error;
        _core.SetResult(0);
    }

    /// <summary>To be waited for as a read.</summary>
    public ValueTask<int> AsRead() => new(this, _core.Version);

    /// <summary>To be waited for as a write.</summary>
    public ValueTask AsWrite() => new(this, _core.Version);

    int IValueTaskSource<int>.GetResult(short token) => throw _error;

    void IValueTaskSource.GetResult(short token) => throw _error;

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => Status;

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => Status;

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    ValueTaskSourceStatus Status => _error is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
}
