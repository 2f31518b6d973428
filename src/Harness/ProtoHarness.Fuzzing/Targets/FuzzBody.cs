namespace ProtoHarness.Fuzzing;

/// <summary>What is fuzzed. Returning means the input was handled; any exception that the target does not allow is a finding.</summary>
/// <param name="input">The input; nothing behind its end may be read.</param>
public delegate void FuzzBody(ReadOnlySpan<byte> input);
