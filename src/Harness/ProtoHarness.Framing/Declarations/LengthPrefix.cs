namespace ProtoHarness.Framing;

/// <summary>The integer in front of a length-prefixed field; it holds the field's length in bytes.</summary>
public enum LengthPrefix
{
    /// <summary>One byte.</summary>
    U8 = 1,

    /// <summary>Two bytes.</summary>
    U16 = 2,

    /// <summary>Three bytes.</summary>
    U24 = 3,

    /// <summary>Four bytes.</summary>
    U32 = 4,

    /// <summary>Eight bytes.</summary>
    U64 = 8,

    /// <summary>Seven bits a byte, least significant group first.</summary>
    VarInt = 16,
}
