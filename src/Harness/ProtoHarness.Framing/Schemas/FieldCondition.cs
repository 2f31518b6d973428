namespace ProtoHarness.Framing;

/// <summary>When a conditional field is there: <c>(field &amp; Mask) == Equal</c>, or <c>!= 0</c> when <see cref="Equal"/> is null.</summary>
/// <param name="Field">The earlier field that decides.</param>
/// <param name="Mask">The bits that are looked at.</param>
/// <param name="Equal">The value, or null for any bit.</param>
public sealed record FieldCondition(string Field, ulong Mask, ulong? Equal)
{
    /// <summary>Whether the field is there.</summary>
    /// <param name="value">The deciding field's value, as raw bits.</param>
    public bool Holds(ulong value) => Equal is { } equal ? (value & Mask) == equal : (value & Mask) != 0;
}
