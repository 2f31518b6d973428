namespace ProtoHarness.Framing;

/// <summary>The order in which the bytes of a multi-byte integer stand on the wire.</summary>
public enum ByteOrder
{
    /// <summary>Most significant byte first (network order).</summary>
    BigEndian,

    /// <summary>Least significant byte first.</summary>
    LittleEndian,
}
