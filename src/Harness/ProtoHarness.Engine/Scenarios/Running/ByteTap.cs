namespace ProtoHarness.Engine.Scenarios;

/// <summary>Copies of what a role reads, for a script that looks on: pieces of a stream, or whole datagrams.</summary>
/// <param name="end">What a read gives at the end: 0 on a stream, -1 over datagrams.</param>
sealed class ByteTap(int end)
{
    readonly Lock _gate = new();
    readonly Queue<byte[]> _pieces = [];
    TaskCompletionSource _signal = new();
    int _taken;
    bool _ended;
    Exception? _error;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _pieces.Enqueue(bytes.ToArray());
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

    /// <summary>The next piece, or what of it has room.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (_gate)
            {
                if (_pieces.Count > 0)
                {
                    return Take(buffer.Span);
                }

                if (_error is not null)
                {
                    throw new IOException(_error.Message, _error);
                }

                if (_ended)
                {
                    return end;
                }

                signal = _signal.Task;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    int Take(Span<byte> buffer)
    {
        var rest = _pieces.Peek().AsSpan(_taken);
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        _taken += count;
        if (count == rest.Length)
        {
            _pieces.Dequeue();
            _taken = 0;
        }

        return count;
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
