using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Schema and codec agree, and both with the author's examples.</summary>
sealed class SchemaLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/schema", "schema, codec and the author's examples agree",
        "The dissector, the mutator and the specification are made from the schema; where it lies, they lie. What writer and reader both have wrong, only an [Example] shows.");

    public override bool WantsJunk => true;

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        if (codec.Schema.Fields.Count == 0)
        {
            return Judgement.Unsupported("the codec does not describe its fields");
        }

        if (FrameExamples.Problem(codec, input) is { } problem)
        {
            return Judgement.Fail(problem);
        }

        // Which of the two sees a mistake first is a matter of speed.
        return SchemaAgreement.Compare(codec, input.Span) is { } difference ? Judgement.Fail(difference) : Judgement.Pass;
    }
}
