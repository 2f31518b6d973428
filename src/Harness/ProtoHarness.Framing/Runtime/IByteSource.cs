using System.Buffers;
using System.ComponentModel;

namespace ProtoHarness.Framing.Runtime;

/// <summary>
/// What generated code reads from. Positions count from the start of the source. Each implementation is a value type, so that the
/// one generated reading body is compiled anew for each of them: for a span it is plain span code. Not for use by hand.
/// </summary>
/// <remarks>A source is passed by value: reading from a copy never moves the original.</remarks>
/// <typeparam name="TSelf">The source itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IByteSource<TSelf>
    where TSelf : struct, IByteSource<TSelf>, allows ref struct
{
    /// <summary>The bytes that are there.</summary>
    long Length { get; }

    /// <summary>A few bytes in one piece, valid until the next call. The caller has checked that they are there.</summary>
    /// <param name="position">Where they start.</param>
    /// <param name="count">At most <see cref="FrameReading.MaxWindow"/>.</param>
    ReadOnlySpan<byte> Window(long position, int count);

    /// <summary>A part of the source as a source of its own.</summary>
    /// <param name="position">Where it starts.</param>
    /// <param name="count">How long it is.</param>
    TSelf Range(long position, long count);

    /// <summary>A part of the source to keep: a slice where there is memory behind the source, else a copy.</summary>
    /// <param name="position">Where it starts.</param>
    /// <param name="count">How long it is.</param>
    ReadOnlySequence<byte> Slice(long position, long count);

    /// <summary>A part of the source as a span, if it lies in one piece.</summary>
    /// <param name="position">Where it starts.</param>
    /// <param name="count">How long it is.</param>
    /// <param name="span">The bytes.</param>
    /// <returns>False when it lies in several pieces.</returns>
    bool TryGetSpan(long position, long count, out ReadOnlySpan<byte> span);

    /// <summary>Copies bytes out.</summary>
    /// <param name="position">Where they start.</param>
    /// <param name="destination">As many as it is long.</param>
    void CopyTo(long position, Span<byte> destination);

    /// <summary>Searches a part of the source.</summary>
    /// <param name="position">Where it starts.</param>
    /// <param name="count">How long it is.</param>
    /// <param name="delimiter">What is searched.</param>
    /// <returns>How many bytes of the part stand in front of the first occurrence, or -1.</returns>
    long IndexOf(long position, long count, ReadOnlySpan<byte> delimiter);

    /// <summary>Reads a frame whose codec was written by hand.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="position">Where it starts.</param>
    /// <param name="count">How much it may see.</param>
    /// <param name="frame">The frame, when complete.</param>
    FrameReadResult ReadFrame<TFrame>(long position, long count, out TFrame frame)
        where TFrame : IFrame<TFrame>;
}
