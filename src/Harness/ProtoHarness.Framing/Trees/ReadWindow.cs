namespace ProtoHarness.Framing;

/// <summary>What bounds reading at a place: the end that a length gave, if any, and the longest frame.</summary>
/// <param name="Origin">Where the innermost frame starts, in bytes: alignment counts from there.</param>
/// <param name="End">Where the enclosing length ends, in bytes; null when no length encloses.</param>
/// <param name="Limit">Where the longest frame ends, the innermost or an outer one, in bytes.</param>
/// <param name="Depth">How many frames enclose this one.</param>
readonly record struct ReadWindow(long Origin, long? End, long Limit, int Depth)
{
    internal ReadWindow Nest(long origin, FrameSchema schema) =>
        new(origin, End, Math.Min(Limit, SaturatingAdd(origin, schema.MaxLength)), Depth + 1);

    internal ReadWindow Until(long end) => this with { End = end };

    static long SaturatingAdd(long left, long right) => right > long.MaxValue - left ? long.MaxValue : left + right;
}
