namespace ProtoHarness.Generators.Model;

/// <summary>Mirrors <c>FieldKind</c> of the run-time library, whose names the schema is emitted with.</summary>
enum WireKind
{
    Integer,
    Float,
    VarInt,
    Bytes,
    Text,
    Frame,
    Array,
    Union,
    Custom,
}

/// <summary>Mirrors <c>FieldRole</c>.</summary>
enum WireRole
{
    Value,
    Constant,
    Length,
    Count,
    Tag,
    Checksum,
}

/// <summary>Mirrors <c>Extent</c>.</summary>
enum WireExtent
{
    Intrinsic,
    Fixed,
    Prefixed,
    LengthField,
    CountField,
    Remaining,
    Delimited,
}

/// <summary>The C# type that holds bytes or elements.</summary>
enum Holder
{
    None,
    Sequence,
    Memory,
    Array,
    ImmutableArray,
    ReadOnlyList,
}
