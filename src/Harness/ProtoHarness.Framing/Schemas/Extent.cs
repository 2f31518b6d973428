namespace ProtoHarness.Framing;

/// <summary>How a field of variable length says where it ends.</summary>
public enum Extent
{
    /// <summary>It does not: an integer, a nested frame that ends by itself.</summary>
    Intrinsic,

    /// <summary>A fixed number of bytes (elements, for an array): <see cref="FieldSchema.FixedLength"/>.</summary>
    Fixed,

    /// <summary>A length in bytes in front of it: <see cref="FieldSchema.Prefix"/>.</summary>
    Prefixed,

    /// <summary>An earlier field with the role <see cref="FieldRole.Length"/> measures it, alone or as part of a run: <see cref="FieldSchema.ExtentField"/>.</summary>
    LengthField,

    /// <summary>An earlier field with the role <see cref="FieldRole.Count"/> counts its elements: <see cref="FieldSchema.ExtentField"/>.</summary>
    CountField,

    /// <summary>It reaches to the end of what encloses it.</summary>
    Remaining,

    /// <summary>A delimiter ends it: <see cref="FieldSchema.Delimiter"/>.</summary>
    Delimited,
}
