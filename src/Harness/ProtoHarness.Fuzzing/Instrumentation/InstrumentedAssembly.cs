namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>An instrumented copy of an assembly.</summary>
/// <param name="Name">The simple name.</param>
/// <param name="Image">The assembly's bytes.</param>
/// <param name="Symbols">The portable PDB's bytes; null when the original had none.</param>
/// <param name="Sites">The edge counters, in order; empty for other builds than <see cref="BuildKind.Coverage"/>.</param>
/// <param name="Comparisons">The number of comparison sites; 0 for other builds than <see cref="BuildKind.Trace"/>.</param>
/// <param name="Constants">Constants in the code that an input may have to contain: strings, byte literals, large integers.</param>
public sealed record InstrumentedAssembly(
    string Name,
    byte[] Image,
    byte[]? Symbols,
    IReadOnlyList<ProbeSite> Sites,
    int Comparisons,
    IReadOnlyList<byte[]> Constants);
