namespace ProtoHarness.Framing;

/// <summary>
/// Makes a <c>partial record</c> a frame: its positional parameters, in order, are the fields on the wire, and the
/// source generator adds the codec (<see cref="IFrame{TSelf}"/>) and the schema.
/// </summary>
/// <param name="order">The byte order of every integer that does not carry <see cref="EndianAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class FrameAttribute(ByteOrder order = ByteOrder.BigEndian) : Attribute
{
    /// <summary>The longest frame that a reader accepts and a writer writes, in bytes, when none is declared: 16 MiB.</summary>
    public const long DefaultMaxLength = 16 * 1024 * 1024;

    /// <summary>The byte order of the frame's integers.</summary>
    public ByteOrder Order { get; } = order;

    /// <summary>The longest frame, in bytes. A longer one is malformed on reading, before anything is allocated.</summary>
    public long MaxLength { get; init; } = DefaultMaxLength;
}
