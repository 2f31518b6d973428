using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>A length above the limit is refused before any allocation.</summary>
sealed class LimitLaw : CodecLaw
{
    const int Overhead = 64 * 1024;

    public override Law Law { get; } = new(
        "codec/limit", "a length above the limit is refused before any allocation",
        "A length that is believed before it is checked lets eight bytes of a stranger take all memory.");

    public override bool WantsJunk => true;

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = codec.Measure(input.Span);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var warranted = Overhead + (16L * input.Length);
        if (allocated > warranted)
        {
            return Judgement.Fail($"{allocated} bytes are allocated for an input of {input.Length} bytes, before it is answered with '{result}'");
        }

        return result.Status == FrameReadStatus.NeedMore && result.Missing + input.Length > codec.Schema.MaxLength
            ? Judgement.Fail($"the codec asks for {result.Missing} more bytes, beyond its own limit of {codec.Schema.MaxLength}")
            : Judgement.Pass;
    }
}
