namespace ProtoHarness.Framing;

/// <summary>
/// A bit field: <c>[Bits(4)] byte</c>. Neighbouring bit fields share bytes, the first in the most significant bits; a group
/// of them ends on a byte boundary (else it is a compile error) and is at most 64 bits long.
/// </summary>
/// <param name="count">1 to 64 bits.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BitsAttribute(int count) : Attribute
{
    /// <summary>The width in bits.</summary>
    public int Count { get; } = count;
}
