using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Re-encoding what was decoded gives the same bytes.</summary>
sealed class CanonicalLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/canonical", "re-encoding what was decoded gives the same bytes",
        "Two encodings of one value break signatures, caches and comparisons, and hide data from inspection.");

    public override bool WantsJunk => true;

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        var result = CodecProbe.Read(codec, input, out var frame);
        if (!result.IsComplete)
        {
            return Judgement.Unsupported("the input is no frame");
        }

        var written = CodecProbe.Write(codec, frame!);
        var read = input.Span[..(int)result.Consumed];
        return read.SequenceEqual(written) ? Judgement.Pass
            : Judgement.Fail($"{CodecProbe.Hex(read)} was accepted and is written as {CodecProbe.Hex(written)}");
    }
}
