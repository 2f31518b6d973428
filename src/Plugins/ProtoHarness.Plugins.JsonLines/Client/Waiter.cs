namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Somebody who waits for an answer.</summary>
sealed class Waiter(string uid)
{
    const int Queued = 0;
    const int Sent = 1;
    const int Withdrawn = 2;

    readonly TaskCompletionSource<JsonAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _state;

    public string Uid => uid;

    public Task<JsonAnswer> Answer => _answer.Task;

    /// <summary>The line leaves now; false when the waiter has taken it back.</summary>
    public bool TryMarkSent() => Interlocked.CompareExchange(ref _state, Sent, Queued) == Queued;

    /// <summary>Takes the line back; false when it has left, so that an answer may still come.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Queued) != Sent;

    public void Complete(JsonAnswer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception cause) => _answer.TrySetException(cause);

    public void GiveUp(CancellationToken cause) => _answer.TrySetCanceled(cause);
}
