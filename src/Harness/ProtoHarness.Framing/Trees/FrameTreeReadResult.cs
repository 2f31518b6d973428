namespace ProtoHarness.Framing;

/// <summary>The answer of <see cref="FrameTreeReader"/>: the same as the codec's, and all that was read on the way to it.</summary>
/// <param name="Result">Complete, need more, or malformed.</param>
/// <param name="Tree">The whole frame when complete; else the fields up to and with the one where reading stopped.</param>
/// <param name="StoppedAt">The field where reading stopped; null when complete.</param>
public sealed record FrameTreeReadResult(FrameReadResult Result, FrameTree Tree, FieldNode? StoppedAt)
{
    /// <summary>Whether a whole frame was read.</summary>
    public bool IsComplete => Result.IsComplete;
}
