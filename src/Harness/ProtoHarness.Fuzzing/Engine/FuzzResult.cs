using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing;

/// <summary>What a fuzzing run came to.</summary>
/// <param name="Last">Where it stood at the end.</param>
/// <param name="Findings">The distinct failures, in the order found.</param>
/// <param name="Corpus">The kept inputs.</param>
/// <param name="Covered">For each counter, whether it was ever hit.</param>
public sealed record FuzzResult(
    FuzzProgress Last,
    IReadOnlyList<FuzzFinding> Findings,
    IReadOnlyList<byte[]> Corpus,
    IReadOnlyList<bool> Covered);
