namespace ProtoHarness.Framing;

/// <summary>
/// What a writer puts on the wire in place of what it would compute, so that a script or a mutator can send a wrong length, a wrong
/// checksum or an encoding that no codec writes. Members that are null are computed as ever.
/// </summary>
public sealed record FieldOverride
{
    /// <summary>The integer's (or float's) value; as many low bits as the field is wide count. For integers of every role.</summary>
    public ulong? Bits { get; init; }

    /// <summary>The bytes that stand for the whole field: prefix, content and delimiter. Not for bit fields.</summary>
    public ReadOnlyMemory<byte>? Encoding { get; init; }

    /// <summary>The value of the field's own length prefix.</summary>
    public ulong? Prefix { get; init; }

    /// <summary>The value of every padding byte around the field.</summary>
    public byte? Padding { get; init; }

    /// <summary>The bytes that stand in place of the delimiter; may be empty.</summary>
    public ReadOnlyMemory<byte>? Delimiter { get; init; }
}
