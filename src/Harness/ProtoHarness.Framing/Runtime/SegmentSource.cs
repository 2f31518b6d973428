using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;

namespace ProtoHarness.Framing.Runtime;

/// <summary>
/// A sequence of several segments. It remembers the segment of the last access, because reading goes forward; what straddles
/// segments is copied to a small scratch. Not for use by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct SegmentSource : IByteSource<SegmentSource>
{
    readonly ReadOnlySequence<byte> _sequence;
    readonly Span<byte> _scratch;
    ReadOnlySpan<byte> _current;
    long _currentStart;
    SequencePosition _currentPosition;
    SequencePosition _next;

    /// <summary>A source over any sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="scratch"><see cref="FrameReading.MaxWindow"/> bytes.</param>
    public SegmentSource(scoped in ReadOnlySequence<byte> sequence, Span<byte> scratch)
    {
        _sequence = sequence;
        _scratch = scratch;
        Length = sequence.Length;
        Restart();
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Window(long position, int count)
    {
        var offset = position - _currentStart;
        if (offset < 0 || offset + count > _current.Length)
        {
            Seek(position);
            offset = position - _currentStart;
            if (offset + count > _current.Length)
            {
                var window = _scratch[..count];
                Copy(position, window);
                return window;
            }
        }

        return _current.Slice((int)offset, count);
    }

    /// <inheritdoc/>
    public SegmentSource Range(long position, long count) => new(Slice(position, count), _scratch);

    /// <inheritdoc/>
    public ReadOnlySequence<byte> Slice(long position, long count)
    {
        if (count == 0)
        {
            return default;
        }

        Seek(position);
        return _sequence.Slice(_sequence.GetPosition(position - _currentStart, _currentPosition), count);
    }

    /// <inheritdoc/>
    public bool TryGetSpan(long position, long count, out ReadOnlySpan<byte> span)
    {
        Seek(position);
        var offset = position - _currentStart;
        if (offset + count <= _current.Length)
        {
            span = _current.Slice((int)offset, (int)count);
            return true;
        }

        span = default;
        return false;
    }

    /// <inheritdoc/>
    public void CopyTo(long position, Span<byte> destination)
    {
        Seek(position);
        Copy(position, destination);
    }

    /// <inheritdoc/>
    public long IndexOf(long position, long count, ReadOnlySpan<byte> delimiter)
    {
        if (TryGetSpan(position, count, out var span))
        {
            return span.IndexOf(delimiter);
        }

        var reader = new SequenceReader<byte>(Slice(position, count));
        return reader.TryReadTo(out ReadOnlySequence<byte> before, delimiter, advancePastDelimiter: false) ? before.Length : -1;
    }

    /// <inheritdoc/>
    public FrameReadResult ReadFrame<TFrame>(long position, long count, out TFrame frame)
        where TFrame : IFrame<TFrame>
    {
        var part = Slice(position, count);
        return TFrame.TryRead(in part, out frame);
    }

    void Restart()
    {
        _next = _sequence.Start;
        _currentStart = 0;
        _current = default;
        _currentPosition = _next;
        Advance();
    }

    bool Advance()
    {
        var position = _next;
        if (!_sequence.TryGet(ref _next, out var memory))
        {
            return false;
        }

        _currentStart += _current.Length;
        _current = memory.Span;
        _currentPosition = position;
        return true;
    }

    void Seek(long position)
    {
        if (position < _currentStart)
        {
            Restart();
        }

        while (position >= _currentStart + _current.Length && Advance())
        {
        }
    }

    // Starts in the current segment and leaves it current, so that the bytes behind the window are still near.
    readonly void Copy(long position, Span<byte> destination)
    {
        var head = _current[(int)(position - _currentStart)..];
        if (head.Length >= destination.Length)
        {
            head[..destination.Length].CopyTo(destination);
            return;
        }

        head.CopyTo(destination);
        destination = destination[head.Length..];
        var next = _next;
        while (!destination.IsEmpty && _sequence.TryGet(ref next, out var memory))
        {
            var part = memory.Span[..Math.Min(memory.Length, destination.Length)];
            part.CopyTo(destination);
            destination = destination[part.Length..];
        }

        Debug.Assert(destination.IsEmpty, "The caller has checked that the bytes are there.");
    }
}
