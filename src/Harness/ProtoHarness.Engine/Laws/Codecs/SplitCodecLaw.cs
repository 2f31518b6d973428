using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Every split into chunks gives the same frames.</summary>
sealed class SplitCodecLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/split", "every split into chunks gives the same frames",
        "The same bytes, arriving otherwise cut, must mean the same.");

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        var whole = CodecProbe.Read(codec, input, out var frame);
        if (!whole.IsComplete || !codec.Schema.IsSelfDelimiting)
        {
            return Judgement.Unsupported("the input is no frame that says where it ends");
        }

        var expected = CodecProbe.Write(codec, frame!);
        var bytes = input[..(int)whole.Consumed];
        foreach (var cut in CodecProbe.Cuts(bytes.Length))
        {
            if (Feed(codec, bytes, expected, cut) is { } wrong)
            {
                return wrong;
            }
        }

        for (var step = 1; step <= 3 && bytes.Length <= CodecProbe.MaxExhaustive; step++)
        {
            if (Feed(codec, bytes, expected, [.. Enumerable.Range(1, bytes.Length).Where(i => i % step == 0)]) is { } wrong)
            {
                return wrong;
            }
        }

        return Judgement.Pass;
    }

    static Judgement? Feed(FrameCodec codec, ReadOnlyMemory<byte> bytes, byte[] expected, params ReadOnlySpan<int> cuts)
    {
        var whole = Segments.Of(bytes, cuts);
        foreach (var cut in cuts)
        {
            if (cut < bytes.Length && codec.TryRead(whole.Slice(0, cut), out _) is { Status: not FrameReadStatus.NeedMore } early)
            {
                return Judgement.Fail($"after the first {cut} bytes the answer is '{early}'");
            }
        }

        var result = codec.TryRead(whole, out var frame);
        return !result.IsComplete || result.Consumed != bytes.Length
            ? Judgement.Fail($"cut at {string.Join(", ", cuts.ToArray())} the answer is '{result}' instead of 'complete, {bytes.Length} bytes'")
            : CodecProbe.Write(codec, frame!).AsSpan().SequenceEqual(expected) ? null
            : Judgement.Fail($"cut at {string.Join(", ", cuts.ToArray())} another frame is read");
    }
}
