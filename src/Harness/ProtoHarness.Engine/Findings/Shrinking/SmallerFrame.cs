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
        for (var i = 0; i < spec.Faults.Count; i++)
        {
            var index = i;
            var rule = spec.Faults[i];
            if (Frame(spec, rule) is not { } tree)
            {
                continue;
            }

            foreach (var smaller in FrameShrinker.Shrink(tree))
            {
                if (FrameTreeWriter.WriteUnchecked(smaller) is { Length: > 0 } bytes)
                {
                    var text = rule.Fault.Text;
                    var changed = rule with { Fault = FaultSpec.Parse(text[..(text.LastIndexOf(' ') + 1)] + Convert.ToHexStringLower(bytes)) };
                    yield return ($"{tree.Schema.Name} of {bytes.Length} bytes: {string.Join(", ", smaller.Root.Children.Select(field => field.ToString()))}",
                        spec with { Faults = [.. spec.Faults.Select((other, at) => at == index ? changed : other)] });
                }
            }
        }
    }

    /// <summary>Whether a fault puts in one whole frame: then its bytes mean something together, and are not shortened one by one.</summary>
    /// <param name="spec">The session.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsWhole(SessionSpec spec, FaultRule rule) => Frame(spec, rule) is not null;

    /// <summary>The frame that a fault puts in; null when it puts in something else.</summary>
    static FrameTree? Frame(SessionSpec spec, FaultRule rule)
    {
        if (rule.Fault.Kind.Name is not ("insert" or "replace") || rule.Direction is not { } direction
            || spec.Plugin.Wire?.Invoke(spec.Values).Codec(direction) is not { Schema.Fields.Count: > 0 } codec)
        {
            return null;
        }

        var bytes = Convert.FromHexString(rule.Fault.Text.AsSpan(rule.Fault.Text.LastIndexOf(' ') + 1));
        return FrameTreeReader.Read(codec.Schema, bytes) is { IsComplete: true } read && read.Result.Consumed == bytes.Length ? read.Tree : null;
    }
}
