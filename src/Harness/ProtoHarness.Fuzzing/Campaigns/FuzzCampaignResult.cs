using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing;

/// <summary>What a campaign came to.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Last">Where it stood at the end; executions and time of earlier runs are in it when they were resumed.</param>
/// <param name="Findings">The distinct failures, those of earlier runs on the folder too; flaky ones are marked.</param>
/// <param name="Corpus">The number of inputs kept.</param>
/// <param name="Deaths">How often a worker process died.</param>
public sealed record FuzzCampaignResult(string Target, FuzzProgress Last, IReadOnlyList<FuzzFinding> Findings, int Corpus, int Deaths);
