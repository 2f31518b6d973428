namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>An input that was brought in from elsewhere.</summary>
/// <param name="Origin">The file, and of a capture the stream.</param>
/// <param name="Bytes">The input.</param>
/// <param name="IsOfCutStream">Whether it comes from a stream of which the capture has not all.</param>
public sealed record ImportedInput(string Origin, byte[] Bytes, bool IsOfCutStream);
