using System.Globalization;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Smoke;

/// <summary>What the smoke run of one target came to.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Last">How far it got.</param>
/// <param name="Problem">What is wrong; null when all is as it must be.</param>
sealed record SmokeVerdict(string Target, FuzzProgress Last, string? Problem)
{
    /// <summary>Judges a campaign.</summary>
    /// <param name="result">The campaign.</param>
    /// <param name="seeds">How many inputs it started from: each must have run.</param>
    /// <param name="hasBug">Whether the target has a bug on purpose.</param>
    public static SmokeVerdict Of(FuzzCampaignResult result, int seeds, bool hasBug)
    {
        var finding = result.Findings.FirstOrDefault();
        var problem = hasBug ? (finding is null ? "its bug was not found" : null)
            : finding is not null ? $"{finding.Kind} {finding.What}: {finding.Message}\n  input {Convert.ToHexString(finding.Input)}\n  {string.Join("\n  ", finding.Stack)}"
            : result.Last.Executions < seeds ? $"only {result.Last.Executions} executions from {seeds} seeds"
            : result.Last.Edges == 0 ? "nothing of it was reached"
            : null;
        return new SmokeVerdict(result.Target, result.Last, problem);
    }

    /// <summary>A line for people; more where something is wrong.</summary>
    public override string ToString() => Problem is not null ? $"FAIL {Target}: {Problem}"
        : string.Create(CultureInfo.InvariantCulture, $"PASS {Target}: {Last.Executions} executions, {Last.Edges} edges, {Last.Elapsed.TotalSeconds:0.0} s");
}
