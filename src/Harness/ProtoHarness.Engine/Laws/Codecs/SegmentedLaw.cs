using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Segmented input is answered as contiguous input is.</summary>
sealed class SegmentedLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/segmented", "segmented input is answered as contiguous input is",
        "Two code paths for one format drift apart, and the rare one is never tested.");

    public override bool WantsJunk => true;

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        var contiguous = codec.Measure(input.Span);
        foreach (var cut in CodecProbe.Cuts(input.Length))
        {
            var segmented = codec.Measure(Segments.Of(input, cut));
            if (segmented.Status != contiguous.Status || segmented.Consumed != contiguous.Consumed)
            {
                return Judgement.Fail($"cut at {cut} the answer is '{segmented}', uncut '{contiguous}'");
            }
        }

        return Judgement.Pass;
    }
}
