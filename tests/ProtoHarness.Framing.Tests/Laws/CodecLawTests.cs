using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Framing.Tests.Laws;

public class CodecLawTests
{
    public static TheoryData<FrameCodec> Codecs => [.. SampleFrames.Codecs];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Every_value_keeps_every_law(FrameCodec codec) =>
        Hold(seed => CodecLaws.CheckValue(codec, ValueMaker.Make(codec.FrameType, new Random(seed)), new Random(seed)), 60);

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Junk_is_never_thrown_at_nor_read_past(FrameCodec codec) => Hold(
        seed =>
        {
            var random = new Random(seed);
            var junk = new byte[random.Next(120)];
            random.NextBytes(junk);
            CodecLaws.CheckBytes(codec, junk, random);
        },
        200);

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Concatenated_frames_come_out_one_by_one(FrameCodec codec)
    {
        if (!codec.Schema.IsSelfDelimiting)
        {
            Assert.Equal(Extent.Remaining, codec.Schema.Fields[^1].Extent);
            return;
        }

        var frames = SampleFrames.Encoded(codec, new Random(5), 12).ToList();
        var stream = Segments.Random([.. frames.SelectMany(one => one)], new Random(6));
        foreach (var frame in frames)
        {
            var result = codec.Measure(stream);
            Assert.Equal(FrameReadResult.Complete(frame.Length), result);
            stream = stream.Slice(result.Consumed);
        }

        Assert.True(stream.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_codec_that_is_off_by_one_is_found_by_these_laws(FrameCodec codec)
    {
        // The canary: the same laws over a frame whose encoded length lies.
        var frame = new LyingFrame(codec);
        Assert.ThrowsAny<Exception>(() => CodecLaws.CheckValue(FrameCodec.Of<LyingFrame>(), frame, new Random(1)));
    }

    static void Hold(Action<int> law, int count)
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            law(seed);
            return true;
        });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));
    }
}
