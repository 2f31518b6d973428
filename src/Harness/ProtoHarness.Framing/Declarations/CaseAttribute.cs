namespace ProtoHarness.Framing;

/// <summary>One case of a <see cref="UnionAttribute"/>. A tag without a case is malformed.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class CaseAttribute : Attribute
{
    /// <summary>The case of one tag.</summary>
    /// <param name="tag">The value of the tag: an integer or an enum member.</param>
    /// <param name="type">The frame that stands there.</param>
    public CaseAttribute(object tag, Type type) => (Tag, Type) = (tag, type);

    /// <summary>The value of the tag.</summary>
    public object Tag { get; }

    /// <summary>The frame that stands there.</summary>
    public Type Type { get; }
}
