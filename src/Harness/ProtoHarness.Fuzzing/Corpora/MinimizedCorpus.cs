namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>What is left of a corpus.</summary>
/// <param name="Kept">The inputs that reach something that no smaller one does.</param>
/// <param name="Failed">The inputs that fail.</param>
/// <param name="Edges">The counters that the kept inputs hit.</param>
public sealed record MinimizedCorpus(IReadOnlyList<byte[]> Kept, IReadOnlyList<byte[]> Failed, int Edges);
