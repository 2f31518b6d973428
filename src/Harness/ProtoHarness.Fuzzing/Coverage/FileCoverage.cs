namespace ProtoHarness.Fuzzing.Coverage;

/// <summary>The lines of one source file that have code, and which of them ran.</summary>
/// <param name="File">The file, as the compiler noted it.</param>
/// <param name="Lines">Whether each line ran, by its number from 1, in order.</param>
public sealed record FileCoverage(string File, IReadOnlyList<KeyValuePair<int, bool>> Lines)
{
    /// <summary>The number of lines that ran.</summary>
    public int Covered => Lines.Count(line => line.Value);
}
