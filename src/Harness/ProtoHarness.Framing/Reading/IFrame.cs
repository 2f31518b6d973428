using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>
/// A frame with its codec. The source generator implements it for a record with <see cref="FrameAttribute"/>; it may also be written by hand.
/// </summary>
/// <remarks>
/// Reading never throws on input, never reads past a limit and never allocates before a length is checked. Fields of type
/// <see cref="ReadOnlySequence{T}"/> are slices of the input, valid until the reader advances; all others are copies.
/// Writing computes every derived field (constants, lengths, counts, tags, checksums) and ignores what the record holds there.
/// </remarks>
/// <typeparam name="TSelf">The frame itself.</typeparam>
public interface IFrame<TSelf>
    where TSelf : IFrame<TSelf>
{
    /// <summary>The codec's description of its own fields.</summary>
    static abstract FrameSchema Schema { get; }

    /// <summary>Reads one frame from the start of contiguous input. A span cannot be kept, so slice fields become copies.</summary>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <param name="frame">The frame, when complete.</param>
    /// <returns>Complete, need more, or malformed.</returns>
    static abstract FrameReadResult TryRead(ReadOnlySpan<byte> input, out TSelf frame);

    /// <summary>Reads one frame at a reader's position, and advances it past the frame only when complete.</summary>
    /// <param name="input">The input, possibly in several segments.</param>
    /// <param name="frame">The frame, when complete.</param>
    /// <returns>Complete, need more, or malformed.</returns>
    static abstract FrameReadResult TryRead(ref SequenceReader<byte> input, out TSelf frame);

    /// <summary>Reads one frame from the start of a sequence; contiguous memory without copying slices.</summary>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <param name="frame">The frame, when complete.</param>
    /// <returns>Complete, need more, or malformed.</returns>
    static virtual FrameReadResult TryRead(in ReadOnlySequence<byte> input, out TSelf frame)
    {
        var reader = new SequenceReader<byte>(input);
        return TSelf.TryRead(ref reader, out frame);
    }

    /// <summary>The exact number of bytes that writing takes.</summary>
    /// <returns>Bytes.</returns>
    /// <exception cref="FrameEncodingException">A field cannot be written: too long, out of bounds, not in its encoding.</exception>
    int GetEncodedLength();

    /// <summary>Writes the frame.</summary>
    /// <param name="destination">At least <see cref="GetEncodedLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    /// <exception cref="FrameEncodingException">A field cannot be written.</exception>
    /// <exception cref="ArgumentException">The destination is too short; nothing that was written there counts.</exception>
    int Write(Span<byte> destination);

    /// <summary>Writes the frame.</summary>
    /// <param name="destination">Takes exactly <see cref="GetEncodedLength"/> bytes, and none when an exception is thrown.</param>
    /// <exception cref="FrameEncodingException">A field cannot be written.</exception>
    void Write(IBufferWriter<byte> destination);
}
