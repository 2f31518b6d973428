namespace ProtoHarness.Framing;

/// <summary>
/// An integer of variable width, seven bits a byte, least significant group first (LEB128, as Protocol Buffers have it).
/// An encoding longer than necessary is malformed, so that each value has one encoding.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class VarIntAttribute : Attribute
{
    /// <summary>Whether signed values are folded (0, -1, 1, -2, …) so that small negatives stay short. Signed types only.</summary>
    public bool ZigZag { get; init; }
}
