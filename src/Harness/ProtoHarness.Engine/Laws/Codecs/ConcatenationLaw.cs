using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Concatenated frames come out one by one.</summary>
sealed class ConcatenationLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/concatenation", "concatenated frames come out one by one",
        "Several messages in one packet are normal; a reader that drops or joins them loses data under load.");

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        var whole = CodecProbe.Read(codec, input, out _);
        if (!whole.IsComplete || !codec.Schema.IsSelfDelimiting)
        {
            return Judgement.Unsupported("the input is no frame that says where it ends");
        }

        var frame = input[..(int)whole.Consumed];
        ReadOnlyMemory<byte> three = (byte[])[.. frame.Span, .. frame.Span, .. frame.Span];
        for (var i = 0; i < 3; i++)
        {
            var result = CodecProbe.Read(codec, three, out _);
            if (!result.IsComplete || result.Consumed != frame.Length)
            {
                return Judgement.Fail($"of three equal frames of {frame.Length} bytes, number {i + 1} is answered with '{result}'");
            }

            three = three[(int)result.Consumed..];
        }

        return Judgement.Pass;
    }
}
