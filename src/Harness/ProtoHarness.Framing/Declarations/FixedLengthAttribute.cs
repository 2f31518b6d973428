namespace ProtoHarness.Framing;

/// <summary>Bytes or text of a fixed length in bytes, or an array of a fixed number of elements.</summary>
/// <param name="length">The length: bytes for bytes and text, elements for an array.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FixedLengthAttribute(int length) : Attribute
{
    /// <summary>The length.</summary>
    public int Length { get; } = length;
}
