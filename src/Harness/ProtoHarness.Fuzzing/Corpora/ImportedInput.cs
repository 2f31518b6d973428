namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>An input that was brought in from elsewhere.</summary>
/// <param name="Origin">The file, and of a capture the stream.</param>
/// <param name="Bytes">The input.</param>
/// <param name="Complaint">Why the target does not read it to its end; null when it does, or cannot say.</param>
public sealed record ImportedInput(string Origin, byte[] Bytes, string? Complaint);
