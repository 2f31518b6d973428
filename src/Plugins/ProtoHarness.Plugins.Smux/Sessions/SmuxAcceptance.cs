using System.Threading.Tasks.Sources;

namespace ProtoHarness.Plugins.Smux;

/// <summary>One who waits for a stream to be accepted.</summary>
sealed class SmuxAcceptance(SmuxSession session) : SmuxCompletion, IValueTaskSource<SmuxStream?>
{
    ManualResetValueTaskSourceCore<SmuxStream?> _source;
    SmuxStream? _stream;
    Exception? _error;

    internal override SmuxSession Session => session;

    internal ValueTask<SmuxStream?> Task => new(this, _source.Version);

    /// <summary>Whether it was settled. Guarded by the session's lock.</summary>
    internal bool IsSettled { get; private set; }

    internal void Settle(SmuxStream? stream, Exception? error)
    {
        IsSettled = true;
        (_stream, _error) = (stream, error);
    }

    internal override void Run()
    {
        if (_error is { } error)
        {
            _source.SetException(error);
        }
        else
        {
            _source.SetResult(_stream);
        }
    }

    SmuxStream? IValueTaskSource<SmuxStream?>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<SmuxStream?>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<SmuxStream?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
