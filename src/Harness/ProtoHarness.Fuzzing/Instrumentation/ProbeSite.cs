namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>What one edge counter stands for.</summary>
/// <param name="Id">The counter, from 0 within the target; the same for the same assembly on every machine.</param>
/// <param name="Method">The method's full name.</param>
/// <param name="Offset">The offset in the original IL of what the edge leads to.</param>
/// <param name="File">The source file, or null without debug information.</param>
/// <param name="Line">The line, from 1; 0 when unknown.</param>
public sealed record ProbeSite(int Id, string Method, int Offset, string? File, int Line);
