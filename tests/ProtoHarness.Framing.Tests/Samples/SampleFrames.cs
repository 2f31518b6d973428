using ProtoHarness.Framing.Tests.Laws;

namespace ProtoHarness.Framing.Tests.Samples;

/// <summary>The sample frames, and random values of them.</summary>
static class SampleFrames
{
    public static IReadOnlyList<FrameCodec> Codecs { get; } =
    [
        FrameCodec.Of<SmuxFrame>(), FrameCodec.Of<LengthPrefixFrame>(), FrameCodec.Of<MixedFrame>(), FrameCodec.Of<Guid16>(),
        FrameCodec.Of<Line>(), FrameCodec.Of<Everything>(), FrameCodec.Of<Point>(), FrameCodec.Of<Hello>(), FrameCodec.Of<Raw>(),
        FrameCodec.Of<Tree>(), FrameCodec.Of<Envelope>(),
    ];

    public static IEnumerable<byte[]> Encoded(FrameCodec codec, Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = ValueMaker.Make(codec.FrameType, random);
            var bytes = new byte[codec.GetEncodedLength(frame)];
            codec.Write(frame, bytes);
            yield return bytes;
        }
    }
}
