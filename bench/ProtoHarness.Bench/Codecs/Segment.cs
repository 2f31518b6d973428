using System.Buffers;

namespace ProtoHarness.Bench.Codecs;

/// <summary>One segment of a sequence.</summary>
sealed class Segment : ReadOnlySequenceSegment<byte>
{
    Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

    /// <summary>A sequence of one segment.</summary>
    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> memory)
    {
        var segment = new Segment(memory);
        return new(segment, 0, segment, memory.Length);
    }
}
