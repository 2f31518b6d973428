using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Checks;

/// <summary>One law on one codec.</summary>
sealed class CodecPart(CodecLaw law, FrameCodec codec, Seed seed, int count, IReadOnlyList<byte[]> seen) : CheckPart(law.Law, $"frame {codec.Schema.Name}")
{
    byte[] _input = [];

    protected override void RunCases(CancellationToken cancellationToken)
    {
        foreach (var input in Inputs())
        {
            cancellationToken.ThrowIfCancellationRequested();
            NextCase();
            _input = input;
            if (!Take(law.Judge(codec, input)))
            {
                return;
            }
        }

        if (codec.Schema.Fields.Count == 0 && seen.Count == 0)
        {
            Take(Judgement.Unsupported("the codec does not describe its fields, and no conversation showed one on the wire"));
        }
    }

    protected override void Find(long number) => _input = Inputs().Skip((int)number).FirstOrDefault() ?? [];

    IEnumerable<byte[]> Inputs()
    {
        var inputs = CodecInputs.Valid(codec, seed, count, seen);
        return law.WantsJunk ? inputs.Concat(CodecInputs.Junk(codec, seed, 4 * count, seen)) : inputs;
    }

    protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, null, codec, _input);
}
