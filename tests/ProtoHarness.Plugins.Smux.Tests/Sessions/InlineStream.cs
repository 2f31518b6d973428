using System.Threading.Tasks.Sources;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>One end of a connection in memory which allocates nothing: a write goes straight into the read that waits at the other end, which goes on inside it.</summary>
sealed class InlineStream : Stream, IValueTaskSource<int>
{
    readonly byte[] _held = new byte[1 << 20];
    ManualResetValueTaskSourceCore<int> _source;
    Memory<byte>? _waiting;
    int _start;
    int _end;

    InlineStream? Peer { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    internal static (InlineStream One, InlineStream Other) Pair()
    {
        var (one, other) = (new InlineStream(), new InlineStream());
        (one.Peer, other.Peer) = (other, one);
        return (one, other);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start < _end)
        {
            return new ValueTask<int>(Take(buffer));
        }

        _source.Reset();
        _waiting = buffer;
        return new ValueTask<int>(this, _source.Version);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Peer!.Put(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the connection for the reader at this end.</summary>
    internal void End()
    {
        if (_waiting is not null)
        {
            _waiting = null;
            _source.SetResult(0);
        }
    }

    public int GetResult(short token) => _source.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Peer!.End();
        base.Dispose(disposing);
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_held.AsSpan(_end));
        _end += bytes.Length;
        if (_waiting is { } buffer)
        {
            _waiting = null;
            _source.SetResult(Take(buffer));
        }
    }

    int Take(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _end - _start);
        _held.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }

        return count;
    }
}
