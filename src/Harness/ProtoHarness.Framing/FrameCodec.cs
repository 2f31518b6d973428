using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>A frame's codec without its type, for those who handle frames of every plugin: laws, fuzzers, dissectors.</summary>
public abstract class FrameCodec
{
    private protected FrameCodec(FrameSchema schema, Type frameType)
    {
        Schema = schema;
        FrameType = frameType;
    }

    /// <summary>The frame's description.</summary>
    public FrameSchema Schema { get; }

    /// <summary>The frame's type.</summary>
    public Type FrameType { get; }

    /// <summary>The codec of a frame.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <returns>The one instance for this frame.</returns>
    public static FrameCodec Of<TFrame>()
        where TFrame : IFrame<TFrame> => FrameCodec<TFrame>.Instance;

    /// <summary>Reads one frame from the start of a sequence.</summary>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <param name="frame">The frame, when complete.</param>
    /// <returns>Complete, need more, or malformed.</returns>
    public abstract FrameReadResult TryRead(in ReadOnlySequence<byte> input, out object? frame);

    /// <summary>Reads one frame from the start of a span.</summary>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <param name="frame">The frame, when complete.</param>
    /// <returns>Complete, need more, or malformed.</returns>
    public abstract FrameReadResult TryRead(ReadOnlySpan<byte> input, out object? frame);

    /// <summary>Reads one frame and throws it away: for measuring, splitting and fuzzing without allocation of a box.</summary>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <returns>Complete, need more, or malformed.</returns>
    public abstract FrameReadResult Measure(in ReadOnlySequence<byte> input);

    /// <summary>Reads one frame from a span and throws it away.</summary>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <returns>Complete, need more, or malformed.</returns>
    public abstract FrameReadResult Measure(ReadOnlySpan<byte> input);

    /// <summary>The exact number of bytes that writing takes.</summary>
    /// <param name="frame">A frame of this codec.</param>
    /// <returns>Bytes.</returns>
    public abstract int GetEncodedLength(object frame);

    /// <summary>Writes a frame.</summary>
    /// <param name="frame">A frame of this codec.</param>
    /// <param name="destination">Where to.</param>
    public abstract void Write(object frame, IBufferWriter<byte> destination);

    /// <summary>Writes a frame.</summary>
    /// <param name="frame">A frame of this codec.</param>
    /// <param name="destination">At least <see cref="GetEncodedLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public abstract int Write(object frame, Span<byte> destination);
}
