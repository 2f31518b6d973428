using System.Text;

namespace ProtoHarness.Engine.Transports;

/// <summary>Reads what a program writes, so that it never waits for us, and keeps the last of it.</summary>
sealed class OutputTail
{
    readonly byte[] _tail;
    readonly Lock _gate = new();
    long _count;

    public OutputTail(Stream stream, int size)
    {
        _tail = new byte[size];
        Ended = ReadAsync(stream);
    }

    /// <summary>Completes when the program, and whoever inherited its output, has closed it.</summary>
    public Task Ended { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_gate)
        {
            if (_count <= _tail.Length)
            {
                return Encoding.UTF8.GetString(_tail, 0, (int)_count);
            }

            var start = (int)(_count % _tail.Length);
            return $"[the first {_count - _tail.Length} bytes are not kept: limits.program-output] {Encoding.UTF8.GetString([.. _tail[start..], .. _tail[..start]])}";
        }
    }

    async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                lock (_gate)
                {
                    foreach (var value in buffer.AsSpan(0, count))
                    {
                        _tail[_count++ % _tail.Length] = value;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe went away with the program.
        }
    }
}
