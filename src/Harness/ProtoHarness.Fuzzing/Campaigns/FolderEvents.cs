using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing;

/// <summary>Saves what a loop keeps and finds in a campaign's folder, and brings in what others saved there.</summary>
/// <param name="folder">The campaign's folder.</param>
/// <param name="report">Who is told where the loop stands.</param>
sealed class FolderEvents(string folder, Action<FuzzProgress> report) : IFuzzEvents
{
    readonly CorpusFolder _corpus = new(Path.Combine(folder, "corpus"));
    readonly FailureFolder _findings = new(Path.Combine(folder, "findings"));

    /// <summary>The corpus to start from.</summary>
    public IReadOnlyList<byte[]> Start() => _corpus.TakeNew();

    public void Kept(ReadOnlySpan<byte> input) => _corpus.Add(input);

    public void Found(FuzzFinding finding) => _findings.Add(finding);

    public IEnumerable<byte[]> Progress(FuzzProgress progress)
    {
        report(progress);
        return _corpus.TakeNew();
    }
}
