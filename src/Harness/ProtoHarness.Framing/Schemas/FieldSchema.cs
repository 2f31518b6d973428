namespace ProtoHarness.Framing;

/// <summary>The description of one field. Which members matter depends on <see cref="Kind"/>, <see cref="Role"/> and <see cref="Extent"/>.</summary>
public sealed record FieldSchema
{
    /// <summary>The field's name, as declared.</summary>
    public required string Name { get; init; }

    /// <summary>What it is on the wire.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>What it is for.</summary>
    public FieldRole Role { get; init; }

    /// <summary>The C# type, for people.</summary>
    public string TypeName { get; init; } = "";

    /// <summary>The first sentence of the declaration's documentation, or empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Where the field starts, in bits from the start of the frame; null when that depends on earlier fields.</summary>
    public int? BitOffset { get; init; }

    /// <summary>The width in bits of an integer or float of fixed width; 0 otherwise. Bit fields may be narrower than a byte.</summary>
    public int BitWidth { get; init; }

    /// <summary>The number of bytes of the group of bit fields that this one belongs to; 0 when it is no bit field.
    /// The group is one integer of that width in <see cref="ByteOrder"/>; its first field has the most significant bits.</summary>
    public int BitGroupBytes { get; init; }

    /// <summary>How far the field's lowest bit is from the group's lowest bit.</summary>
    public int BitShift { get; init; }

    /// <summary>The byte order of the field, its prefix and, for arrays, its elements.</summary>
    public ByteOrder ByteOrder { get; init; }

    /// <summary>Whether an integer is signed (two's complement; zigzag for a varint with <see cref="ZigZag"/>).</summary>
    public bool IsSigned { get; init; }

    /// <summary>Whether a varint is zigzag-folded.</summary>
    public bool ZigZag { get; init; }

    /// <summary>The smallest value of an integer.</summary>
    public Int128 MinValue { get; init; }

    /// <summary>The largest value of an integer.</summary>
    public Int128 MaxValue { get; init; }

    /// <summary>The fewest bytes (elements, for an array).</summary>
    public long MinLength { get; init; }

    /// <summary>The most bytes (elements, for an array).</summary>
    public long MaxLength { get; init; } = long.MaxValue;

    /// <summary>How it says where it ends.</summary>
    public Extent Extent { get; init; }

    /// <summary>The bytes (elements, for an array) when <see cref="Extent"/> is <see cref="Extent.Fixed"/>.</summary>
    public int FixedLength { get; init; }

    /// <summary>The prefix when <see cref="Extent"/> is <see cref="Extent.Prefixed"/>.</summary>
    public LengthPrefix Prefix { get; init; }

    /// <summary>The field that measures or counts this one.</summary>
    public string? ExtentField { get; init; }

    /// <summary>The delimiter's bytes when <see cref="Extent"/> is <see cref="Extent.Delimited"/>.</summary>
    public ReadOnlyMemory<byte> Delimiter { get; init; }

    /// <summary>For a length or count: the (first) field that is measured. For a tag: the union.</summary>
    public string? Target { get; init; }

    /// <summary>For a length over a run of fields: the last field that is measured; else null.</summary>
    public string? TargetEnd { get; init; }

    /// <summary>For a length: what is added to the measured bytes.</summary>
    public long Adjust { get; init; }

    /// <summary>The constant's bytes as they stand on the wire; empty when the role is another.</summary>
    public ReadOnlyMemory<byte> Constant { get; init; }

    /// <summary>The named values of an enum.</summary>
    public IReadOnlyList<NamedValue> Names { get; init; } = [];

    /// <summary>Whether an enum takes only its named values.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The encoding of text.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>The element of an array (its name is empty); else null.</summary>
    public FieldSchema? Element { get; init; }

    /// <summary>The nested frame; a function, because schemas may refer to each other. Null when the kind is another.</summary>
    public Func<FrameSchema>? Nested { get; init; }

    /// <summary>The cases of a union.</summary>
    public IReadOnlyList<UnionCase> Cases { get; init; } = [];

    /// <summary>The field that holds the union's tag.</summary>
    public string? TagField { get; init; }

    /// <summary>When the field is there; null: always.</summary>
    public FieldCondition? Condition { get; init; }

    /// <summary>The checksum's rule; null when the role is another.</summary>
    public ChecksumRule? Checksum { get; init; }

    /// <summary>The author's own code; null when the kind is another.</summary>
    public CustomField? Custom { get; init; }

    /// <summary>Zero bytes in front of the field.</summary>
    public int PaddingBefore { get; init; }

    /// <summary>Zero bytes behind the field.</summary>
    public int PaddingAfter { get; init; }

    /// <summary>The field starts at a multiple of this many bytes from the start of the frame; 0 or 1: anywhere.</summary>
    public int AlignBefore { get; init; }

    /// <summary>What follows the field starts at a multiple of this many bytes from the start of the frame; 0 or 1: anywhere.</summary>
    public int AlignAfter { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Kind}{(BitWidth > 0 ? BitWidth.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}";
}
