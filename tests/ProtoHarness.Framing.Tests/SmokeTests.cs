using System.Buffers;
using System.Collections.Immutable;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Framing.Tests;

public class SmokeTests
{
    static readonly byte[] Three = [1, 2, 3];

    [Fact]
    public void Frame_reads_back_what_it_wrote()
    {
        var frame = SmuxFrame.Create(SmuxCommand.Push, 77, new ReadOnlySequence<byte>(Three));
        var bytes = new byte[frame.GetEncodedLength()];
        Assert.Equal(11, frame.Write(bytes));
        Assert.Equal(new byte[] { 1, 2, 3, 0, 77, 0, 0, 0, 1, 2, 3 }, bytes);
        var result = SmuxFrame.TryRead(bytes, out var back);
        Assert.Equal(FrameReadResult.Complete(11), result);
        Assert.Equal(77u, back.StreamId);
    }

    public static TheoryData<FrameCodec, object> Values => new()
    {
        { FrameCodec.Of<SmuxFrame>(), SmuxFrame.Create(SmuxCommand.Push, 77, new(Three)) },
        { FrameCodec.Of<LengthPrefixFrame>(), LengthPrefixFrame.Create(new(Three)) },
        {
            FrameCodec.Of<MixedFrame>(),
            MixedFrame.Create(5, true, 0xABC, -3, 0x123456, -1, 1.5, Colour.Green, new(1, 2), new(Three))
        },
        { FrameCodec.Of<Line>(), Line.Create("hällo\r wörld") },
        {
            FrameCodec.Of<Everything>(),
            Everything.Create(
                0x21, -5, 9, -4, "näme", [9, 8], Three.Append((byte)4).ToArray(), 7, "note", [new(1, -2), new(3, 4)],
                [Colour.Red, Colour.Blue], new[] { 1, -1, int.MinValue }, [0, -1, int.MaxValue, int.MinValue], 0xDEADBEEF, 5,
                (Half)1.5, 2.5f, "word")
        },
        { FrameCodec.Of<Envelope>(), Envelope.Create(-7, new Hello("me", 5)) },
        { FrameCodec.Of<Envelope>(), Envelope.Create(7, new Raw(new(Three))) },
        { FrameCodec.Of<Envelope>(), Envelope.Create(7, new Tree(1, [new(2, []), new(3, [new(4, [])])])) },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Codec_keeps_the_laws(FrameCodec codec, object frame)
    {
        var bytes = new byte[codec.GetEncodedLength(frame)];
        Assert.Equal(bytes.Length, codec.Write(frame, bytes));
        var result = codec.TryRead(bytes, out var back);
        Assert.Equal(FrameReadResult.Complete(bytes.Length), result);
        var again = new byte[bytes.Length];
        codec.Write(back!, again);
        Assert.Equal(bytes, again);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var prefix = codec.Measure(bytes.AsSpan(0, cut));
            Assert.Equal(FrameReadStatus.NeedMore, prefix.Status);
            Assert.InRange(prefix.Missing, 1, bytes.Length - cut);
        }
    }
}
