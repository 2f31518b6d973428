using System.Globalization;
using System.Text.RegularExpressions;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing.Isolation;

/// <summary>What can be told of a worker's death from how it ended and what the runtime printed.</summary>
static partial class DeathReport
{
    const int MaxFrames = 5;

    /// <summary>Makes a finding of a death.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="input">The input that ran.</param>
    /// <param name="exitCode">128 plus the signal, as a rule.</param>
    /// <param name="output">What the runtime printed.</param>
    /// <param name="wasHung">Whether it was killed because an input took too long.</param>
    /// <param name="executions">In all, before the death.</param>
    /// <param name="isConfirmed">Whether it died again.</param>
    public static FuzzFinding Make(string target, byte[] input, int exitCode, string output, bool wasHung, long executions, bool isConfirmed)
    {
        var frames = FramePattern().Matches(output).Select(m => m.Groups[1].Value)
            .Where(f => !f.StartsWith("System.", StringComparison.Ordinal) && !f.StartsWith("ProtoHarness.Fuzzing.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Take(MaxFrames);
        var isStack = output.Contains("Stack overflow", StringComparison.Ordinal);
        var isMemory = output.Contains("Out of memory", StringComparison.OrdinalIgnoreCase);
        var kind = wasHung ? OutcomeKind.Hang : isStack ? OutcomeKind.Stack : isMemory ? OutcomeKind.Memory : OutcomeKind.Death;
        var what = wasHung ? "did not end and was killed" : string.Create(CultureInfo.InvariantCulture, $"the process ended with {exitCode}");
        var first = output.Split('\n').FirstOrDefault(l => l.Trim().Length > 0)?.Trim() ?? "";
        return new FuzzFinding(target, kind, what, wasHung || first.Length == 0 ? what : first, [.. isStack ? frames.Order(StringComparer.Ordinal) : frames], input, executions, isConfirmed);
    }

    [GeneratedRegex(@"^\s+at ([^\s(]+)\(", RegexOptions.Multiline)]
    private static partial Regex FramePattern();
}
