using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Checks;

/// <summary>One law on one codec.</summary>
sealed class CodecPart(CodecLaw law, CodecCases cases) : CheckPart(law.Law, $"frame {cases.Codec.Schema.Name}")
{
    byte[] _input = [];

    protected override void RunCases(CancellationToken cancellationToken)
    {
        foreach (var input in cases.Of(law))
        {
            cancellationToken.ThrowIfCancellationRequested();
            NextCase();
            _input = input;
            if (!Take(law.Judge(cases.Codec, input)))
            {
                return;
            }
        }

        if (cases.IsEmpty)
        {
            Take(Judgement.Unsupported("the codec does not describe its fields, and no conversation showed one on the wire"));
        }
    }

    protected override void Find(long number) => _input = cases.Of(law).Skip((int)number).FirstOrDefault() ?? [];

    protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, null, cases.Codec, _input);
}
