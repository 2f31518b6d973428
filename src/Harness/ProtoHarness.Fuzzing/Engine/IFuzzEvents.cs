using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Fuzzing;

/// <summary>What a loop tells while it runs, and where new inputs of others come from. All calls come from the loop's thread.</summary>
public interface IFuzzEvents
{
    /// <summary>An input was kept.</summary>
    /// <param name="input">The input.</param>
    void Kept(ReadOnlySpan<byte> input);

    /// <summary>A distinct failure was found, minimised and replayed.</summary>
    /// <param name="finding">The failure.</param>
    void Found(FuzzFinding finding);

    /// <summary>Time to report.</summary>
    /// <param name="progress">Where the run stands.</param>
    /// <returns>Inputs from elsewhere to try; none as a rule.</returns>
    IEnumerable<byte[]> Progress(FuzzProgress progress);
}
