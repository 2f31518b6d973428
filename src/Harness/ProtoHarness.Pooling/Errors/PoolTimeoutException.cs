namespace ProtoHarness.Pooling;

/// <summary>No connection became available in time. The text says how full the pool was and which settings would help.</summary>
public sealed class PoolTimeoutException(string message) : TimeoutException(message);
