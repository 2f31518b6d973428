namespace ProtoHarness.Testing.Linearizability;

/// <summary>A history cannot have come from operations done one after the other.</summary>
public sealed class NotLinearizableException(string message) : Exception(message);
