namespace ProtoHarness.Fuzzing;

/// <summary>A body under the name that SharpFuzz gives it.</summary>
/// <param name="span">The input.</param>
public delegate void ReadOnlySpanAction(ReadOnlySpan<byte> span);
