using System.Buffers;

namespace ProtoHarness.Framing.Tests.Laws;

/// <summary>A frame of one byte that says it takes two: the bug that the laws must find.</summary>
/// <param name="Codec">Not encoded.</param>
public sealed record LyingFrame(FrameCodec? Codec) : IFrame<LyingFrame>
{
    public static FrameSchema Schema { get; } = new() { Name = nameof(LyingFrame), Fields = [] };

    public static FrameReadResult TryRead(ReadOnlySpan<byte> input, out LyingFrame frame)
    {
        frame = new(default(FrameCodec));
        return input.IsEmpty ? FrameReadResult.NeedMore(1) : FrameReadResult.Complete(1);
    }

    public static FrameReadResult TryRead(ref SequenceReader<byte> input, out LyingFrame frame)
    {
        frame = new(default(FrameCodec));
        return input.TryRead(out _) ? FrameReadResult.Complete(1) : FrameReadResult.NeedMore(1);
    }

    public int GetEncodedLength() => 2;

    public int Write(Span<byte> destination)
    {
        destination[0] = 1;
        return 1;
    }

    public void Write(IBufferWriter<byte> destination)
    {
        destination.GetSpan(1)[0] = 1;
        destination.Advance(1);
    }
}
