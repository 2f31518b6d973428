using System.Buffers;

namespace ProtoHarness.Framing.Tests.Trees;

/// <summary>Cuts bytes into a sequence of several segments, empty ones too.</summary>
static class Segments
{
    internal static ReadOnlySequence<byte> Split(byte[] bytes, Random random)
    {
        var first = new Segment(default, 0);
        var last = first;
        for (var position = 0; position < bytes.Length;)
        {
            var length = random.Next(Math.Min(5, bytes.Length - position + 1));
            last = last.Append(bytes.AsMemory(position, length));
            position += length;
        }

        return new(first, 0, last, last.Memory.Length);
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal Segment(ReadOnlyMemory<byte> memory, long runningIndex) => (Memory, RunningIndex) = (memory, runningIndex);

        internal Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
