namespace ProtoHarness.Framing;

/// <summary>What a mutation does to a frame.</summary>
public enum FrameMutationKind
{
    /// <summary>Another valid value; the frame stays valid.</summary>
    ValueChanged,

    /// <summary>A number beyond its bounds.</summary>
    OutOfBounds,

    /// <summary>A constant that is another.</summary>
    WrongConstant,

    /// <summary>A value of a closed enum that has no name.</summary>
    UnknownEnumValue,

    /// <summary>A tag that has no case, or belongs to another.</summary>
    WrongTag,

    /// <summary>A length that is not that of what it measures: a field's or a prefix's.</summary>
    WrongLength,

    /// <summary>A number of elements that is not that of the array.</summary>
    WrongCount,

    /// <summary>A wrong checksum over right bytes.</summary>
    WrongChecksum,

    /// <summary>Padding that is not zero.</summary>
    WrongPadding,

    /// <summary>A varint in more bytes than it takes.</summary>
    OverlongVarInt,

    /// <summary>A delimiter that is missing, or stands where it may not.</summary>
    WrongDelimiter,

    /// <summary>Text in bytes that its encoding does not allow.</summary>
    InvalidText,

    /// <summary>A content or array beyond its limit.</summary>
    TooLong,

    /// <summary>A field or element that stands there twice.</summary>
    Duplicated,

    /// <summary>A field or element that is left out.</summary>
    Dropped,

    /// <summary>Two fields or elements in each other's place.</summary>
    Swapped,

    /// <summary>A frame cut short.</summary>
    Truncated,

    /// <summary>Bytes behind the frame.</summary>
    Extended,

    /// <summary>One bit that is flipped, with everything derived left as it was.</summary>
    BitFlipped,
}
