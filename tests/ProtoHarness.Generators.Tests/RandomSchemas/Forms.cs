using ProtoHarness.Framing;

namespace ProtoHarness.Generators.Tests.RandomSchemas;

/// <summary>The forms that a declaration may have, recognised in the schema of what was declared.</summary>
static class Forms
{
    static readonly SortedDictionary<string, Func<FieldSchema, bool>> Known = new(StringComparer.Ordinal)
    {
        ["integer"] = field => field is { Kind: FieldKind.Integer, Role: FieldRole.Value, BitGroupBytes: 0, Names.Count: 0 },
        ["integer of an odd width"] = field => field is { Kind: FieldKind.Integer, BitGroupBytes: 0, BitWidth: 24 or 40 or 48 or 56 },
        ["signed integer"] = field => field is { Kind: FieldKind.Integer, IsSigned: true },
        ["little-endian integer"] = field => field is { Kind: FieldKind.Integer, BitWidth: > 8, ByteOrder: ByteOrder.LittleEndian },
        ["varint"] = field => field is { Kind: FieldKind.VarInt, ZigZag: false },
        ["zigzag"] = field => (field.Element ?? field) is { Kind: FieldKind.VarInt, ZigZag: true },
        ["floating point"] = field => field.Kind == FieldKind.Float,
        ["open enum"] = field => field is { Names.Count: > 0, IsClosed: false },
        ["closed enum"] = field => field is { Names.Count: > 0, IsClosed: true },
        ["bit field"] = field => field.BitGroupBytes > 0,
        ["constant"] = field => field.Role == FieldRole.Constant,
        ["length"] = field => field is { Role: FieldRole.Length, TargetEnd: null },
        ["length over a run"] = field => field is { Role: FieldRole.Length, TargetEnd: not null },
        ["length that is adjusted"] = field => field is { Role: FieldRole.Length, Adjust: not 0 },
        ["count"] = field => field.Role == FieldRole.Count,
        ["prefix of 1 byte"] = field => field is { Extent: Extent.Prefixed, Prefix: LengthPrefix.U8 },
        ["prefix of 2 bytes"] = field => field is { Extent: Extent.Prefixed, Prefix: LengthPrefix.U16 },
        ["prefix of 3 bytes"] = field => field is { Extent: Extent.Prefixed, Prefix: LengthPrefix.U24 },
        ["prefix of 4 bytes"] = field => field is { Extent: Extent.Prefixed, Prefix: LengthPrefix.U32 },
        ["prefix of 8 bytes"] = field => field is { Extent: Extent.Prefixed, Prefix: LengthPrefix.U64 },
        ["prefix that is a varint"] = field => field is { Extent: Extent.Prefixed, Prefix: LengthPrefix.VarInt },
        ["fixed bytes"] = field => field is { Kind: FieldKind.Bytes or FieldKind.Text, Extent: Extent.Fixed },
        ["remaining"] = field => field.Extent == Extent.Remaining,
        ["delimited"] = field => field.Extent == Extent.Delimited,
        ["bytes"] = field => field is { Kind: FieldKind.Bytes, Role: FieldRole.Value },
        ["UTF-8"] = field => field is { Kind: FieldKind.Text, Role: FieldRole.Value, Encoding: TextEncoding.Utf8 },
        ["ASCII"] = field => field is { Kind: FieldKind.Text, Encoding: TextEncoding.Ascii },
        ["limit"] = field => field.MaxLength == 40 || field.MaxLength == 6 || field.MaxValue == 99 || field.MaxValue == 90,
        ["nested frame"] = field => field.Kind == FieldKind.Frame,
        ["nested frame that is measured"] = field => field is { Kind: FieldKind.Frame, Extent: not Extent.Intrinsic },
        ["array"] = field => field.Kind == FieldKind.Array,
        ["array of frames"] = field => field.Element?.Kind == FieldKind.Frame,
        ["union"] = field => field.Kind == FieldKind.Union,
        ["condition"] = field => field.Condition is not null,
        ["padding"] = field => field.PaddingBefore > 0 || field.PaddingAfter > 0,
        ["alignment"] = field => field.AlignBefore > 1 || field.AlignAfter > 1,
        ["checksum"] = field => field.Role == FieldRole.Checksum,
        ["converter"] = field => field.Kind == FieldKind.Custom,
    };

    /// <summary>The names of all forms.</summary>
    public static IReadOnlyCollection<string> All => Known.Keys;

    /// <summary>Whether a frame has a field of a form.</summary>
    public static bool Has(FrameSchema schema, string form) => schema.Fields.Any(Known[form]);
}
