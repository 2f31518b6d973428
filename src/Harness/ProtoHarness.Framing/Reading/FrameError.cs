namespace ProtoHarness.Framing;

/// <summary>What is wrong with a malformed frame. Instances are made once per declaration and shared, so that refusing costs nothing.</summary>
/// <param name="Frame">The frame's name.</param>
/// <param name="Field">The field's name; empty when it is the frame as a whole.</param>
/// <param name="Kind">The kind of error.</param>
/// <param name="Reason">The reason in words, with the limit that applied and the setting that changes it.</param>
public sealed record FrameError(string Frame, string Field, FrameErrorKind Kind, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Field.Length == 0 ? $"{Frame}: {Reason}" : $"{Frame}.{Field}: {Reason}";
}
