namespace ProtoHarness.Pooling;

/// <summary>So many renters wait already that one more is refused.</summary>
public sealed class PoolExhaustedException(string message) : InvalidOperationException(message);
