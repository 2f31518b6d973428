namespace ProtoHarness.Framing;

/// <summary>
/// A frame as the protocol's specification writes it down, byte for byte: pins what no test of one's own writer against one's own reader can see, such as a byte order that both
/// have wrong. The harness holds the codec to it (<c>codec/schema</c>).
/// </summary>
/// <param name="bytes">The bytes on the wire in hexadecimal digits; blanks between them do not matter.</param>
/// <param name="fields">What they mean, as scripts write it: <c>verb=Get key="k"</c>. Fields that are left out have their simplest values.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExampleAttribute(string bytes, string fields) : Attribute
{
    /// <summary>The bytes on the wire in hexadecimal digits.</summary>
    public string Bytes { get; } = bytes;

    /// <summary>What they mean.</summary>
    public string Fields { get; } = fields;
}
