using System.Buffers;

namespace ProtoHarness.Framing.Tests.Trees;

/// <summary>A codec written by hand that reads two bytes where its schema says four: a planted bug.</summary>
readonly struct BentFrame : IFrame<BentFrame>
{
    public static FrameSchema Schema => FrameCodec.Of<Samples.Point>().Schema;

    public static FrameReadResult TryRead(ReadOnlySpan<byte> input, out BentFrame frame)
    {
        frame = default;
        return input.Length < 2 ? FrameReadResult.NeedMore(2 - input.Length) : FrameReadResult.Complete(2);
    }

    public static FrameReadResult TryRead(ref SequenceReader<byte> input, out BentFrame frame) => TryRead(input.UnreadSpan, out frame);

    public int GetEncodedLength() => 2;

    public int Write(Span<byte> destination) => 2;

    public void Write(IBufferWriter<byte> destination) => destination.Advance(2);
}
