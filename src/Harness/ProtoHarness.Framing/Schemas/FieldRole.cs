namespace ProtoHarness.Framing;

/// <summary>What a field is for. All roles but <see cref="Value"/> are computed on writing.</summary>
public enum FieldRole
{
    /// <summary>Content.</summary>
    Value,

    /// <summary>Always the same.</summary>
    Constant,

    /// <summary>The length in bytes of other fields.</summary>
    Length,

    /// <summary>The number of elements of another field.</summary>
    Count,

    /// <summary>Decides the case of a union.</summary>
    Tag,

    /// <summary>A checksum over other fields.</summary>
    Checksum,
}
