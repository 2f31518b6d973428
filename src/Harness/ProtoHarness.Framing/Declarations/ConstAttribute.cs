namespace ProtoHarness.Framing;

/// <summary>
/// A field that always has one value: an integer, ASCII text, or bytes. Another value is malformed on reading; on writing the constant is
/// written whatever the record holds.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConstAttribute : Attribute
{
    /// <summary>A constant integer or enum.</summary>
    /// <param name="value">The value.</param>
    public ConstAttribute(long value) => Value = value;

    /// <summary>A constant text, in ASCII.</summary>
    /// <param name="text">The text; the field is a <see cref="string"/>.</param>
    public ConstAttribute(string text) => Text = text;

    /// <summary>Constant bytes.</summary>
    /// <param name="bytes">The bytes; the field is a <see cref="ReadOnlyMemory{T}"/>, an array or a sequence of bytes.</param>
    public ConstAttribute(byte[] bytes) => Bytes = bytes;

    /// <summary>The integer, when the field is one.</summary>
    public long Value { get; }

    /// <summary>The text, when the field is one.</summary>
    public string? Text { get; }

    /// <summary>The bytes, when the field holds bytes.</summary>
    public byte[]? Bytes { get; }
}
