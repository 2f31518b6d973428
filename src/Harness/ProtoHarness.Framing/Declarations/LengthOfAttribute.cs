namespace ProtoHarness.Framing;

/// <summary>An integer that holds the length in bytes of another field, or of a run of fields. Computed on writing.</summary>
/// <param name="field">The field that is measured, by <c>nameof</c>; it stands after this one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LengthOfAttribute(string field) : Attribute
{
    /// <summary>The first field that is measured.</summary>
    public string Field { get; } = field;

    /// <summary>The last field that is measured, when it is a run of several; else null.</summary>
    public string? To { get; init; }

    /// <summary>Added to the length before it is written: 8 where the length on the wire includes an 8-byte header.</summary>
    public int Adjust { get; init; }
}
