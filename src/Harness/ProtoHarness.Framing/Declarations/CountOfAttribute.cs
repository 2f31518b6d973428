namespace ProtoHarness.Framing;

/// <summary>An integer that holds the number of elements of an array. Computed on writing.</summary>
/// <param name="field">The array that is counted, by <c>nameof</c>; it stands after this one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CountOfAttribute(string field) : Attribute
{
    /// <summary>The array that is counted.</summary>
    public string Field { get; } = field;
}
