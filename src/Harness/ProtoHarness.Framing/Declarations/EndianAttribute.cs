namespace ProtoHarness.Framing;

/// <summary>The byte order of one field, where it differs from the frame's.</summary>
/// <param name="order">The order on the wire.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EndianAttribute(ByteOrder order) : Attribute
{
    /// <summary>The order on the wire.</summary>
    public ByteOrder Order { get; } = order;
}
