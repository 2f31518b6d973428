namespace ProtoHarness.Framing;

/// <summary>What bounds reading at a place.</summary>
/// <param name="Origin">Where the innermost frame starts, in bytes: alignment counts from there.</param>
/// <param name="End">Behind what no field may reach, in bytes: the nearest of all enclosing lengths and longest frames.</param>
/// <param name="EndError">What it means that a field goes beyond the end; null when it is the innermost frame's own longest length.</param>
/// <param name="Closed">Where the innermost enclosing length ends, in bytes; null when no length encloses.</param>
/// <param name="Depth">How many frames there are, the innermost included.</param>
readonly record struct ReadWindow(long Origin, long End, FrameError? EndError, long? Closed, int Depth)
{
    /// <summary>The window of a nested frame.</summary>
    /// <param name="origin">Where it starts.</param>
    /// <param name="schema">The frame.</param>
    /// <param name="tooLong">What it means that it goes beyond the longest length of the frame around it.</param>
    internal ReadWindow Nest(long origin, FrameSchema schema, FrameError tooLong) => End - origin > schema.MaxLength
        ? new(origin, origin + schema.MaxLength, null, Closed, Depth + 1)
        : new(origin, End, EndError ?? tooLong, Closed, Depth + 1);

    /// <summary>The window inside a length.</summary>
    /// <param name="end">Where the length ends.</param>
    /// <param name="error">What it means that a field goes beyond it.</param>
    internal ReadWindow Until(long end, FrameError error) => this with { End = Math.Min(End, end), EndError = error, Closed = end };
}
