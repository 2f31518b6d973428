using System.Threading.Tasks.Sources;

namespace ProtoHarness.Plugins.Smux;

/// <summary>Wakes one who waits, any number of times, without allocating.</summary>
sealed class SmuxSignal(SmuxSession session) : SmuxCompletion, IValueTaskSource
{
    ManualResetValueTaskSourceCore<bool> _source;

    internal override SmuxSession Session => session;

    /// <summary>Whether somebody waits. Guarded by the session's lock.</summary>
    internal bool IsWaiting { get; private set; }

    /// <summary>Begins to wait. Under the session's lock.</summary>
    internal ValueTask WaitAsync()
    {
        _source.Reset();
        IsWaiting = true;
        return new ValueTask(this, _source.Version);
    }

    /// <summary>Ends the wait. Under the session's lock; <see cref="Run"/> follows outside.</summary>
    internal void Settle() => IsWaiting = false;

    internal override void Run() => _source.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
