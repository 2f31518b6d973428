using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>The codec of one frame type, seen without its type.</summary>
/// <typeparam name="TFrame">The frame.</typeparam>
public sealed class FrameCodec<TFrame> : FrameCodec
    where TFrame : IFrame<TFrame>
{
    FrameCodec()
        : base(TFrame.Schema, typeof(TFrame))
    {
    }

    /// <summary>The one instance for this frame.</summary>
    public static FrameCodec<TFrame> Instance { get; } = new();

    /// <inheritdoc/>
    public override FrameReadResult TryRead(in ReadOnlySequence<byte> input, out object? frame)
    {
        var result = TFrame.TryRead(in input, out var typed);
        frame = result.IsComplete ? typed : null;
        return result;
    }

    /// <inheritdoc/>
    public override FrameReadResult TryRead(ReadOnlySpan<byte> input, out object? frame)
    {
        var result = TFrame.TryRead(input, out var typed);
        frame = result.IsComplete ? typed : null;
        return result;
    }

    /// <inheritdoc/>
    public override FrameReadResult Measure(in ReadOnlySequence<byte> input) => TFrame.TryRead(in input, out _);

    /// <inheritdoc/>
    public override FrameReadResult Measure(ReadOnlySpan<byte> input) => TFrame.TryRead(input, out _);

    /// <inheritdoc/>
    public override int GetEncodedLength(object frame) => ((TFrame)frame).GetEncodedLength();

    /// <inheritdoc/>
    public override void Write(object frame, IBufferWriter<byte> destination) => ((TFrame)frame).Write(destination);

    /// <inheritdoc/>
    public override int Write(object frame, Span<byte> destination) => ((TFrame)frame).Write(destination);
}
