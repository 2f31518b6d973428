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

        var real = codec.Measure(input.Span);
        var described = FrameTreeReader.Read(codec.Schema, input.Span).Result;
        return real.Status == described.Status && real.Consumed == described.Consumed ? Judgement.Pass
            : Judgement.Fail($"the codec answers '{real}', its schema says '{described}'");
    }
}
