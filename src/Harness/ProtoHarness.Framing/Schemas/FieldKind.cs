namespace ProtoHarness.Framing;

/// <summary>What a field is on the wire.</summary>
public enum FieldKind
{
    /// <summary>An integer of fixed width; enums and bools too.</summary>
    Integer,

    /// <summary>IEEE 754, 16, 32 or 64 bits.</summary>
    Float,

    /// <summary>An integer of variable width.</summary>
    VarInt,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A nested frame.</summary>
    Frame,

    /// <summary>Elements, one after the other.</summary>
    Array,

    /// <summary>One of several frames, by a tag.</summary>
    Union,

    /// <summary>Encoded by the author's own code.</summary>
    Custom,
}
