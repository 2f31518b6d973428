namespace ProtoHarness.Engine.Loading;

/// <summary>What became of a source plugin.</summary>
/// <param name="Image">The assembly, with its symbols inside; null when there are errors.</param>
/// <param name="Errors">The compiler's errors, in the order of the source.</param>
/// <param name="Warnings">Its warnings, in the order of the source.</param>
/// <param name="GeneratorFailure">Why the frame generator did not run; null when it did.</param>
public sealed record SourceCompilation(
    AssemblyImage? Image, IReadOnlyList<SourceError> Errors, IReadOnlyList<SourceError> Warnings, string? GeneratorFailure);
