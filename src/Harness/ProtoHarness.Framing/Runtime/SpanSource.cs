using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProtoHarness.Framing.Runtime;

/// <summary>A span without memory behind it: what is kept of it is copied. Not for use by hand.</summary>
/// <param name="span">The bytes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct SpanSource(ReadOnlySpan<byte> span) : IByteSource<SpanSource>
{
    readonly ReadOnlySpan<byte> _span = span;

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
    public SpanSource Range(long position, long count) => new(_span.Slice((int)position, (int)count));

    /// <inheritdoc/>
    public ReadOnlySequence<byte> Slice(long position, long count) =>
        count == 0 ? default : new(_span.Slice((int)position, (int)count).ToArray());

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
        where TFrame : IFrame<TFrame> => TFrame.TryRead(_span.Slice((int)position, (int)count), out frame);
}
