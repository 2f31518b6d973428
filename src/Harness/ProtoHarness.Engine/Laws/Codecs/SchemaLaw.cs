using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Schema and codec agree.</summary>
sealed class SchemaLaw : CodecLaw
{
    public override Law Law { get; } = new(
        "codec/schema", "schema and codec agree",
        "The dissector, the mutator and the specification are made from the schema; where it lies, they lie.");

    public override bool WantsJunk => true;

    protected override Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        if (codec.Schema.Fields.Count == 0)
        {
            return Judgement.Unsupported("the codec does not describe its fields");
        }

        // Which of the two sees a mistake first is a matter of speed.
        return SchemaAgreement.Compare(codec, input.Span) is { } difference ? Judgement.Fail(difference) : Judgement.Pass;
    }
}
