using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>The encoded length is exact.</summary>
sealed class EncodedLengthLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/length", "the encoded length is exact",
        "A buffer sized by a wrong length is overrun, or sends bytes that nobody wrote.");

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        if (!CodecProbe.Read(codec, input, out var frame).IsComplete)
        {
            return Judgement.Unsupported("the input is no frame");
        }

        var stated = codec.GetEncodedLength(frame!);
        var written = CodecProbe.Write(codec, frame!);
        if (written.Length != stated)
        {
            return Judgement.Fail($"the encoded length is {stated}, but {written.Length} bytes are written");
        }

        var exact = new byte[stated];
        var count = codec.Write(frame!, exact);
        return count == stated && exact.AsSpan().SequenceEqual(written) ? Judgement.Pass
            : Judgement.Fail($"written to a span, {count} bytes come out as {CodecProbe.Hex(exact)}; to a writer, {CodecProbe.Hex(written)}");
    }
}
