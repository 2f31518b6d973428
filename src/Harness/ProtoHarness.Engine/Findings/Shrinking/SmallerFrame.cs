using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>
/// Faults that put a smaller frame into a direction: one field after the other goes toward its simplest value, and the codec computes lengths, counts and checksums anew.
/// </summary>
static class SmallerFrame
{
    /// <summary>The same rules with one frame smaller.</summary>
    /// <param name="spec">The session.</param>
    /// <returns>What the frame is now, and the session.</returns>
    public static IEnumerable<(string Change, SessionSpec Spec)> Of(SessionSpec spec)
    {
        if (spec.Plugin.Wire is null || spec.Faults.Count == 0)
        {
            yield break;
        }

        var wire = spec.Plugin.Wire(spec.Values);
        for (var i = 0; i < spec.Faults.Count; i++)
        {
            var index = i;
            var rule = spec.Faults[i];
            var codec = rule.Direction switch { Direction.ToServer => wire.ToServer, Direction.ToClient => wire.ToClient, _ => null };
            var words = rule.Fault.Text.Split(' ');
            if (codec is null || rule.Fault.Kind.Name is not ("insert" or "replace") || Frame(codec, words[^1]) is not { } tree)
            {
                continue;
            }

            foreach (var smaller in FrameShrinker.Shrink(tree))
            {
                if (FrameTreeWriter.WriteUnchecked(smaller) is { Length: > 0 } bytes)
                {
                    var changed = rule with { Fault = FaultSpec.Parse(string.Join(' ', [.. words[..^1], Convert.ToHexStringLower(bytes)])) };
                    yield return ($"{codec.Schema.Name} of {bytes.Length} bytes: {string.Join(", ", smaller.Root.Children.Select(field => field.ToString()))}",
                        spec with { Faults = [.. spec.Faults.Select((other, at) => at == index ? changed : other)] });
                }
            }
        }
    }

    /// <summary>Whether a fault puts in one whole frame: then its bytes mean something together, and are not shortened one by one.</summary>
    /// <param name="spec">The session.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsWhole(SessionSpec spec, FaultRule rule)
    {
        if (spec.Plugin.Wire is null || rule.Direction is not { } direction || rule.Fault.Kind.Name is not ("insert" or "replace"))
        {
            return false;
        }

        var wire = spec.Plugin.Wire(spec.Values);
        return (direction == Direction.ToServer ? wire.ToServer : wire.ToClient) is { } codec && Frame(codec, rule.Fault.Text.Split(' ')[^1]) is not null;
    }

    static FrameTree? Frame(FrameCodec codec, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return codec.Schema.Fields.Count > 0 && FrameTreeReader.Read(codec.Schema, bytes) is { IsComplete: true } read && read.Result.Consumed == bytes.Length ? read.Tree : null;
    }
}
