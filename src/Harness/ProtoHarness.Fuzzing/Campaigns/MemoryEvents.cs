using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing;

/// <summary>Tells the campaign's listeners what a loop in this process does, and saves it too where there is a folder.</summary>
sealed class MemoryEvents(Action<FuzzProgress> progressed, Action<FuzzFinding> found, string? folder) : IFuzzEvents
{
    readonly FolderEvents? _saved = folder is null ? null : new FolderEvents(folder, static _ => { });

    public IReadOnlyList<byte[]> Start(IReadOnlyList<byte[]> seeds) => _saved?.Start() ?? seeds;

    public void Kept(ReadOnlySpan<byte> input) => _saved?.Kept(input);

    public void Found(FuzzFinding finding)
    {
        _saved?.Found(finding);
        found(finding);
    }

    public IEnumerable<byte[]> Progress(FuzzProgress progress)
    {
        progressed(progress);
        return _saved?.Progress(progress) ?? [];
    }
}
