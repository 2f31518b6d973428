namespace ProtoHarness.Generators.Model;

/// <summary>One field, as far as emitting needs it. Other fields are named by index.</summary>
sealed record FieldModel
{
    public string Name { get; init; } = "";

    public WireKind Kind { get; init; }

    public WireRole Role { get; init; }

    public WireExtent Extent { get; init; }

    /// <summary>The C# type without the nullability that a condition brings, in full.</summary>
    public string Type { get; init; } = "";

    /// <summary>The C# type as declared, in full.</summary>
    public string DeclaredType { get; init; } = "";

    /// <summary>The C# type as declared, for people.</summary>
    public string DisplayType { get; init; } = "";

    public string Summary { get; init; } = "";

    public bool IsValueType { get; init; }

    /// <summary>The integer type, or the underlying one of an enum: <c>byte</c>, <c>uint</c>…</summary>
    public string Keyword { get; init; } = "";

    public int TypeBits { get; init; }

    public bool IsSigned { get; init; }

    public bool IsEnum { get; init; }

    public bool IsBool { get; init; }

    public bool IsClosed { get; init; }

    public EquatableArray<NamedValueModel> Names { get; init; }

    /// <summary>The bits on the wire of an integer or float of fixed width.</summary>
    public int WireBits { get; init; }

    /// <summary>Not 0 for a bit field.</summary>
    public int GroupBytes { get; init; }

    public int BitShift { get; init; }

    public bool IsLittle { get; init; }

    public bool ZigZag { get; init; }

    public decimal Min { get; init; }

    public decimal Max { get; init; }

    public long MinLength { get; init; }

    public long MaxLength { get; init; } = long.MaxValue;

    /// <summary>The most bytes of the content, whatever it is: without prefix, delimiter and padding.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    public int FixedLength { get; init; }

    /// <summary>The value of <c>LengthPrefix</c>: bytes, or 16 for a varint.</summary>
    public int Prefix { get; init; }

    /// <summary>The length or count field that measures this one, or -1.</summary>
    public int ExtentField { get; init; } = -1;

    public string Delimiter { get; init; } = "";

    public bool IsAscii { get; init; }

    public Holder Holder { get; init; }

    public FieldModel? Element { get; init; }

    /// <summary>For a nested frame: whether this generator made its codec.</summary>
    public bool IsGenerated { get; init; }

    public EquatableArray<CaseModel> Cases { get; init; }

    public int TagField { get; init; } = -1;

    public ConditionModel? Condition { get; init; }

    public EquatableArray<byte> Constant { get; init; }

    public decimal ConstantValue { get; init; }

    public int Target { get; init; } = -1;

    public int TargetEnd { get; init; } = -1;

    public int Adjust { get; init; }

    public ChecksumModel? Checksum { get; init; }

    public string Converter { get; init; } = "";

    public int PaddingBefore { get; init; }

    public int PaddingAfter { get; init; }

    public int AlignBefore { get; init; }

    public int AlignAfter { get; init; }

    public bool IsDerived => Role != WireRole.Value;

    public bool IsNumber => Kind is WireKind.Integer or WireKind.VarInt;

    /// <summary>Bytes of an integer or float of fixed width that is no bit field.</summary>
    public int WireBytes => WireBits / 8;
}
