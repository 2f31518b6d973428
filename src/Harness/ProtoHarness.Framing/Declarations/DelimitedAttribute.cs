namespace ProtoHarness.Framing;

/// <summary>Bytes or text that end with a delimiter; the delimiter is not part of the value and the value may not contain it.</summary>
/// <param name="delimiter">One to eight ASCII characters, such as <c>"\r\n"</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DelimitedAttribute(string delimiter) : Attribute
{
    /// <summary>The delimiter, in ASCII.</summary>
    public string Delimiter { get; } = delimiter;
}
