namespace ProtoHarness.Framing;

/// <summary>Zero bytes in front of a field (or behind it) up to the next multiple of a number of bytes, counted from the start of the frame.</summary>
/// <param name="bytes">2, 4, 8 or 16.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AlignAttribute(int bytes) : Attribute
{
    /// <summary>The multiple.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>Whether the zero bytes stand behind the field, so that what follows is aligned.</summary>
    public bool After { get; init; }
}
