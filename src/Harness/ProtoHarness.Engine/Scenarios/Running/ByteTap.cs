namespace ProtoHarness.Engine.Scenarios;

/// <summary>Copies of the bytes that a role reads, for a script that looks on.</summary>
sealed class ByteTap
{
    readonly Lock _gate = new();
    readonly List<byte> _bytes = [];
    TaskCompletionSource _signal = new();
    bool _ended;
    Exception? _error;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _bytes.AddRange(bytes);
        }

        Signal();
    }

    public void End(Exception? error)
    {
        lock (_gate)
        {
            _ended = true;
            _error ??= error;
        }

        Signal();
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (_gate)
            {
                if (_bytes.Count > 0)
                {
                    var count = Math.Min(buffer.Length, _bytes.Count);
                    _bytes.GetRange(0, count).ToArray().CopyTo(buffer);
                    _bytes.RemoveRange(0, count);
                    return count;
                }

                if (_error is not null)
                {
                    throw new IOException(_error.Message, _error);
                }

                if (_ended)
                {
                    return 0;
                }

                signal = _signal.Task;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    void Signal()
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            (signal, _signal) = (_signal, new TaskCompletionSource());
        }

        signal.TrySetResult();
    }
}
