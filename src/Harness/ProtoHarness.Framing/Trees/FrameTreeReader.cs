using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>
/// Reads a frame into a tree, driven by the schema alone. It is written apart from the generated codecs and accepts and refuses the same,
/// so that the two can be held against each other.
/// </summary>
/// <remarks>
/// Fields are judged in the order of the wire, each as soon as its own bytes are there: a bad constant is malformed even when the rest of
/// its frame is missing. A length or count is judged before the bytes that it announces are awaited. A field that reaches to the end of
/// what encloses it, where no length does, ends with the input.
/// </remarks>
public static class FrameTreeReader
{
    /// <summary>Reads one frame from the start of a span. The tree keeps copies.</summary>
    /// <param name="schema">The frame.</param>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <returns>The answer, and the tree as far as it came. Never throws on input.</returns>
    public static FrameTreeReadResult Read(FrameSchema schema, ReadOnlySpan<byte> input)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new TreeReading(input[..(int)Math.Min(input.Length, Window(schema))].ToArray()).Read(schema);
    }

    /// <summary>Reads one frame from the start of a sequence. The tree keeps copies.</summary>
    /// <param name="schema">The frame.</param>
    /// <param name="input">The input; what follows the frame is left alone.</param>
    /// <returns>The answer, and the tree as far as it came. Never throws on input.</returns>
    public static FrameTreeReadResult Read(FrameSchema schema, in ReadOnlySequence<byte> input)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new TreeReading(input.Slice(0, Math.Min(input.Length, Window(schema))).ToArray()).Read(schema);
    }

    // One byte more than the longest frame, so that a frame of remaining bytes that is too long is still seen to be.
    static long Window(FrameSchema schema) => Math.Min(Math.Max(schema.MaxLength, 0), Array.MaxLength - 1L) + 1;
}
