namespace ProtoHarness.Fuzzing.Coverage;

/// <summary>What a corpus reaches in its target.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Inputs">The number of inputs that were run.</param>
/// <param name="Failed">How many of them fail.</param>
/// <param name="Edges">The edges reached.</param>
/// <param name="EdgesTotal">The edges that there are.</param>
/// <param name="Files">The source files, in order of name; empty without debug information.</param>
/// <param name="Transitions">The states and transitions between them that the roles went through, by name, in order.</param>
/// <param name="Timeline">How the campaign got there; empty when the corpus is of none.</param>
public sealed record CoverageReport(
    string Target,
    int Inputs,
    int Failed,
    int Edges,
    int EdgesTotal,
    IReadOnlyList<FileCoverage> Files,
    IReadOnlyList<string> Transitions,
    IReadOnlyList<TimelinePoint> Timeline);
