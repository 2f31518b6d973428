using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Every prefix of a frame asks for more and consumes nothing.</summary>
sealed class PrefixLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/prefix", "every prefix of a frame asks for more and consumes nothing",
        "A reader that takes a part for the whole, or refuses it, fails whenever the network cuts there.");

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        var whole = CodecProbe.Read(codec, input, out _);
        if (!whole.IsComplete || !codec.Schema.IsSelfDelimiting)
        {
            return Judgement.Unsupported("the input is no frame that says where it ends");
        }

        foreach (var length in CodecProbe.Cuts(whole.Consumed).Prepend(0))
        {
            var result = CodecProbe.Read(codec, input[..length], out _);
            if (result.Status != FrameReadStatus.NeedMore)
            {
                return Judgement.Fail($"the first {length} of {whole.Consumed} bytes are answered with '{result}' instead of 'need more'");
            }

            if (result.Missing > whole.Consumed - length)
            {
                return Judgement.Fail($"after {length} bytes the codec asks for {result.Missing} more at least, but the frame has only {whole.Consumed - length} more");
            }
        }

        return Judgement.Pass;
    }
}
