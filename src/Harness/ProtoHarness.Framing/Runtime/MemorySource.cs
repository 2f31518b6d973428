using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProtoHarness.Framing.Runtime;

/// <summary>A sequence that lies in one piece: read as a span, kept as a slice. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MemorySource : IByteSource<MemorySource>
{
    readonly ReadOnlySpan<byte> _span;
    readonly ref readonly ReadOnlySequence<byte> _sequence;
    readonly long _offset;

    /// <summary>A source over a sequence of one segment.</summary>
    /// <param name="sequence">The sequence; <see cref="ReadOnlySequence{T}.IsSingleSegment"/> holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MemorySource(ref readonly ReadOnlySequence<byte> sequence)
    {
        _span = sequence.FirstSpan;
        _sequence = ref sequence;
    }

    MemorySource(ReadOnlySpan<byte> span, ref readonly ReadOnlySequence<byte> sequence, long offset)
    {
        _span = span;
        _sequence = ref sequence;
        _offset = offset;
    }

    /// <inheritdoc/>
    public long Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _span.Length;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Window(long position, int count) =>

        // The caller has compared position + count with the length: that was the one bounds check.
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_span), (nint)position), count);

    /// <inheritdoc/>
    public MemorySource Range(long position, long count) =>
        new(_span.Slice((int)position, (int)count), in _sequence, _offset + position);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySequence<byte> Slice(long position, long count) => _sequence.Slice(_offset + position, count);

    /// <inheritdoc/>
    public bool TryGetSpan(long position, long count, out ReadOnlySpan<byte> span)
    {
        span = _span.Slice((int)position, (int)count);
        return true;
    }

    /// <inheritdoc/>
    public void CopyTo(long position, Span<byte> destination) => _span.Slice((int)position, destination.Length).CopyTo(destination);

    /// <inheritdoc/>
    public long IndexOf(long position, long count, ReadOnlySpan<byte> delimiter) =>
        _span.Slice((int)position, (int)count).IndexOf(delimiter);

    /// <inheritdoc/>
    public FrameReadResult ReadFrame<TFrame>(long position, long count, out TFrame frame)
        where TFrame : IFrame<TFrame>
    {
        var part = Slice(position, count);
        return TFrame.TryRead(in part, out frame);
    }
}
