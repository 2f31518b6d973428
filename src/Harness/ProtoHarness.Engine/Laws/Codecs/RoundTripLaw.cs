using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>What is written and read back is the same.</summary>
sealed class RoundTripLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/round-trip", "what is written and read back is the same",
        "A field that is lost or changed between writer and reader corrupts data silently.");

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        var first = CodecProbe.Read(codec, input, out var frame);
        if (!first.IsComplete)
        {
            return Judgement.Unsupported("the input is no frame");
        }

        var written = CodecProbe.Write(codec, frame!);
        var second = CodecProbe.Read(codec, written, out var again);
        if (!second.IsComplete)
        {
            return Judgement.Fail($"the frame was written as {CodecProbe.Hex(written)}, which cannot be read back: {second}");
        }

        var rewritten = CodecProbe.Write(codec, again!);
        return written.AsSpan().SequenceEqual(rewritten) ? Judgement.Pass
            : Judgement.Fail($"the frame was written as {CodecProbe.Hex(written)}, read back, and then written as {CodecProbe.Hex(rewritten)}");
    }
}
