using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>What arrives at an end by hand, taken frame by frame or byte by byte. A read that was not waited for goes on and is not lost.</summary>
sealed class Inbox(Func<Memory<byte>, CancellationToken, ValueTask<int>> read)
{
    readonly List<byte> _bytes = [];
    readonly byte[] _block = new byte[16 * 1024];
    Task<int>? _pending;

    /// <summary>Why no more comes; null while more may come.</summary>
    public Arrival? Over { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.ToArray();

    public int Count => _bytes.Count;

    public byte[] Take(int count)
    {
        var taken = _bytes.GetRange(0, count).ToArray();
        _bytes.RemoveRange(0, count);
        return taken;
    }

    /// <summary>Waits for more bytes, the end, a reset, or the deadline.</summary>
    /// <returns>Null when bytes came; else what came instead.</returns>
    public async Task<Arrival?> MoreAsync(Task deadline, CancellationToken cancellationToken)
    {
        if (Over is { } over)
        {
            return over;
        }

        _pending ??= read(_block, cancellationToken).AsTask();
        if (await Task.WhenAny(_pending, deadline) != _pending)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Arrival.Timeout;
        }

        try
        {
            var count = await _pending;
            _bytes.AddRange(_block.AsSpan(0, count));
            return count > 0 ? null : Over = Arrival.End;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return Over = Arrival.Reset;
        }
        finally
        {
            _pending = null;
        }
    }
}
