namespace ProtoHarness.Framing;

/// <summary>An enum whose unnamed values are malformed. Without it an enum is open: any value is read and written as it is.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Enum)]
public sealed class ClosedAttribute : Attribute;
