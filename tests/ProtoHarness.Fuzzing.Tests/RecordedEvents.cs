using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing.Tests;

/// <summary>Keeps what a loop tells.</summary>
sealed class RecordedEvents : IFuzzEvents
{
    public List<byte[]> Inputs { get; } = [];

    public List<FuzzFinding> Findings { get; } = [];

    public List<FuzzProgress> Reports { get; } = [];

    public void Kept(ReadOnlySpan<byte> input) => Inputs.Add(input.ToArray());

    public void Found(FuzzFinding finding) => Findings.Add(finding);

    public IEnumerable<byte[]> Progress(FuzzProgress progress)
    {
        Reports.Add(progress);
        return [];
    }
}
