namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>The target took more steps than its input justifies: an endless loop, or time out of proportion to the input.</summary>
public sealed class FuelExhaustedException() : Exception("the target used up its steps (loop iterations and recursive calls)");
