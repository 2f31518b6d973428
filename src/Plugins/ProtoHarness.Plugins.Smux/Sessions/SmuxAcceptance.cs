namespace ProtoHarness.Plugins.Smux;

/// <summary>One who waits for a stream to be accepted.</summary>
sealed class SmuxAcceptance(TaskCreationOptions options) : SmuxCompletion
{
    readonly TaskCompletionSource<SmuxStream?> _source = new(options);

    SmuxStream? _stream;
    Exception? _error;

    internal Task<SmuxStream?> Task => _source.Task;

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
            _source.TrySetException(error);
        }
        else
        {
            _source.TrySetResult(_stream);
        }
    }
}
