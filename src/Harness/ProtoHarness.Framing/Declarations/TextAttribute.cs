namespace ProtoHarness.Framing;

/// <summary>The encoding of a text field. UTF-8 when not declared.</summary>
/// <param name="encoding">The encoding.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TextAttribute(TextEncoding encoding) : Attribute
{
    /// <summary>The encoding.</summary>
    public TextEncoding Encoding { get; } = encoding;
}
