namespace ProtoHarness.Framing;

/// <summary>Why an input is malformed.</summary>
public enum FrameErrorKind
{
    /// <summary>A length or count is above its limit, or a value outside its bounds.</summary>
    LimitExceeded,

    /// <summary>A constant has another value.</summary>
    ConstantMismatch,

    /// <summary>A closed enum has an unnamed value.</summary>
    UndefinedEnumValue,

    /// <summary>A tag has no case.</summary>
    UnknownTag,

    /// <summary>A length does not fit what it measures: too short for the fields inside, or bytes are left over.</summary>
    LengthMismatch,

    /// <summary>An encoding that another, canonical one exists for (an overlong varint, non-zero padding).</summary>
    NotCanonical,

    /// <summary>Text has bytes that its encoding does not allow.</summary>
    InvalidText,

    /// <summary>A checksum is wrong.</summary>
    ChecksumMismatch,

    /// <summary>A nested frame nests deeper than the limit.</summary>
    TooDeep,

    /// <summary>The author's own code says so.</summary>
    Custom,
}
