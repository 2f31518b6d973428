namespace ProtoHarness.Framing;

/// <summary>Bytes, text, a nested frame or an array with its own length in bytes in front.</summary>
/// <param name="prefix">The width of the length; its byte order is the field's.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LengthPrefixedAttribute(LengthPrefix prefix) : Attribute
{
    /// <summary>The width of the length.</summary>
    public LengthPrefix Prefix { get; } = prefix;
}
