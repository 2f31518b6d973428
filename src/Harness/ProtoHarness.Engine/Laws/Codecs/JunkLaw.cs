using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Junk never throws, is never over-read, and always makes progress.</summary>
sealed class JunkLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/junk", "junk never throws, is never over-read, and always makes progress",
        "Whoever can connect can send anything; an exception or an endless loop is a denial of service.");

    public override bool WantsJunk => true;

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        foreach (var result in (FrameReadResult[])[codec.Measure(input.Span), codec.Measure(new ReadOnlySequence<byte>(input)), codec.Measure(Segments.Of(input, input.Length / 2))])
        {
            if (result.IsComplete && result.Consumed <= 0 && input.Length > 0 && codec.Schema.IsSelfDelimiting)
            {
                return Judgement.Fail("a frame is answered that consumes nothing, so that reading never ends");
            }

            if (result.Consumed > input.Length)
            {
                return Judgement.Fail($"{result.Consumed} bytes are said to be consumed of {input.Length}");
            }
        }

        return Judgement.Pass;
    }
}
