namespace ProtoHarness.Framing;

/// <summary>
/// A field whose type depends on a tag that stands before it. The cases are declared by <see cref="CaseAttribute"/>; the
/// field's C# type is an interface or a base record that all cases share. The tag is computed on writing.
/// </summary>
/// <param name="tag">The integer or enum that decides, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UnionAttribute(string tag) : Attribute
{
    /// <summary>The field that decides.</summary>
    public string Tag { get; } = tag;
}
