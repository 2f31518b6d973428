using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>Makes the input of a codec smaller: fewer bytes, then smaller ones.</summary>
sealed class InputShrink(IFindingJudge judge, Finding finding, ShrinkBudget budget, ShrinkLog log)
{
    string? _failure;

    public ShrinkResult Run(CodecSubject subject, FrameCodec codec)
    {
        var input = Convert.FromHexString(finding.Scenario.Input);
        var original = input;
        if (!Fails(codec, input))
        {
            return new ShrinkResult(finding, budget.End ?? ShrinkEnd.DoesNotFail, budget.Runs, log.Changes);
        }

        input = ByFields(codec, input);
        for (var before = -1; before != log.Changes.Count && budget.End is null;)
        {
            before = log.Changes.Count;
            input = Shorter(codec, input);
            input = Lower(codec, input);
        }

        var end = budget.End ?? ShrinkEnd.Minimal;
        return input.AsSpan().SequenceEqual(original)
            ? new ShrinkResult(finding, end, budget.Runs, log.Changes)
            : new ShrinkResult(Finding.Of(finding.Law, _failure!, subject, codec, input, finding.Header.PluginHash), end, budget.Runs, log.Changes);
    }

    /// <summary>By what the schema says: fewer elements, shorter contents, simpler values, and lengths and checksums that fit.</summary>
    byte[] ByFields(FrameCodec codec, byte[] input)
    {
        if (codec.Schema.Fields.Count == 0 || FrameTreeReader.Read(codec.Schema, input) is not { IsComplete: true, Tree: var tree }
            || FrameTreeWriter.WriteUnchecked(tree) is var best && !Fails(codec, best))
        {
            return input;
        }

        while (SmallerFrame(codec, tree) is { } smaller)
        {
            (tree, best) = smaller;
            log.Add("fields", $"{codec.Schema.Name} of {best.Length} bytes");
        }

        return best;
    }

    (FrameTree Tree, byte[] Bytes)? SmallerFrame(FrameCodec codec, FrameTree tree)
    {
        foreach (var smaller in FrameShrinker.Shrink(tree))
        {
            if (budget.End is not null)
            {
                return null;
            }

            if (FrameTreeWriter.WriteUnchecked(smaller) is var bytes && Fails(codec, bytes))
            {
                return (smaller, bytes);
            }
        }

        return null;
    }

    byte[] Shorter(FrameCodec codec, byte[] input)
    {
        for (var size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (var start = 0; start + size <= input.Length;)
            {
                byte[] candidate = [.. input[..start], .. input[(start + size)..]];
                if (Fails(codec, candidate))
                {
                    input = candidate;
                    log.Add("input", $"{input.Length} bytes");
                }
                else
                {
                    start += size;
                }
            }
        }

        return input;
    }

    byte[] Lower(FrameCodec codec, byte[] input)
    {
        for (var i = 0; i < input.Length; i++)
        {
            foreach (var value in Smaller.Numbers(input[i], 0))
            {
                byte[] candidate = [.. input];
                candidate[i] = (byte)value;
                if (Fails(codec, candidate))
                {
                    input = candidate;
                    log.Add("fields", $"byte {i} is {value:x2}");
                    break;
                }
            }
        }

        return input;
    }

    bool Fails(FrameCodec codec, byte[] input)
    {
        if (!budget.Take() || judge.Judge(finding.Law, codec, input).Failure is not { } failure)
        {
            return false;
        }

        _failure = failure;
        return true;
    }
}
