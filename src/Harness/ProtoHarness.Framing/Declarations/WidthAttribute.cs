namespace ProtoHarness.Framing;

/// <summary>The width of an integer on the wire, where it is not that of its C# type: <c>[Width(3)] uint</c> is 24 bits.</summary>
/// <param name="bytes">1 to 8 bytes, no more than the type has. A value that does not fit is refused on writing.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WidthAttribute(int bytes) : Attribute
{
    /// <summary>The width in bytes.</summary>
    public int Bytes { get; } = bytes;
}
