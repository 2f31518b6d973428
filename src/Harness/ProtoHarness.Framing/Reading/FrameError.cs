namespace ProtoHarness.Framing;

/// <summary>What is wrong with a malformed frame. Instances are made once per declaration and shared, so that refusing costs nothing.</summary>
/// <param name="Frame">The frame's name.</param>
/// <param name="Field">The field's name.</param>
/// <param name="Kind">The kind of error.</param>
/// <param name="Reason">The reason in words, with the limit that applied and the setting that changes it.</param>
public sealed record FrameError(string Frame, string Field, FrameErrorKind Kind, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Frame}.{Field}: {Reason}";
}
