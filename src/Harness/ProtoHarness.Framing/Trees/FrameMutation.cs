namespace ProtoHarness.Framing;

/// <summary>A frame that was changed on purpose.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Path">The field that it was done to; empty for the frame as a whole.</param>
/// <param name="Description">What was done, in words, for a finding: <c>Length says 6 instead of 5</c>.</param>
/// <param name="Bytes">The frame as it stands on the wire.</param>
/// <param name="Tree">The tree that was written; null when the bytes were changed after writing.</param>
public sealed record FrameMutation(FrameMutationKind Kind, string Path, string Description, ReadOnlyMemory<byte> Bytes, FrameTree? Tree)
{
    /// <inheritdoc/>
    public override string ToString() => Description;
}
