using System.Buffers;

namespace ProtoHarness.Engine.Laws;

/// <summary>The same bytes in several segments.</summary>
static class Segments
{
    /// <summary>Cuts bytes into segments, each with memory of its own.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cuts">Ascending positions inside the bytes.</param>
    public static ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> bytes, params ReadOnlySpan<int> cuts)
    {
        Segment? first = null;
        Segment? last = null;
        var start = 0;
        foreach (var cut in cuts)
        {
            if (cut > start && cut < bytes.Length)
            {
                Append(bytes[start..cut]);
                start = cut;
            }
        }

        Append(bytes[start..]);
        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);

        void Append(ReadOnlyMemory<byte> part)
        {
            var segment = new Segment(part.ToArray(), last);
            first ??= segment;
            last = segment;
        }
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
                previous.Next = this;
            }
        }
    }
}
