namespace ProtoHarness.Framing;

/// <summary>
/// A field that is there only under a condition on an earlier integer, enum or bool. Its C# type is nullable; null exactly when absent.
/// With <see cref="Mask"/> alone the condition is that any masked bit is set; with <see cref="Equal"/> that the (masked) value is equal.
/// </summary>
/// <param name="field">The earlier field, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WhenAttribute(string field) : Attribute
{
    /// <summary>The earlier field.</summary>
    public string Field { get; } = field;

    /// <summary>The bits that are looked at; all when not set.</summary>
    public long Mask { get; init; } = -1;

    /// <summary>The value that the masked field must have: an integer, an enum member or a bool. Null: any bit set.</summary>
    public object? Equal { get; init; }
}
