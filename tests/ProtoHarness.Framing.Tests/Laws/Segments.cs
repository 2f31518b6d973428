using System.Buffers;

namespace ProtoHarness.Framing.Tests.Laws;

/// <summary>Sequences of several segments over copies of the same bytes. Some segments are empty, as a pipe may give them.</summary>
static class Segments
{
    public static ReadOnlySequence<byte> Of(byte[] bytes, params int[] cuts)
    {
        var first = new Segment(bytes[..(cuts.Length > 0 ? cuts[0] : bytes.Length)], 0);
        var last = first;
        for (var i = 0; i < cuts.Length; i++)
        {
            var end = i + 1 < cuts.Length ? cuts[i + 1] : bytes.Length;
            last = last.Append(bytes[cuts[i]..end]);
        }

        return new(first, 0, last, last.Memory.Length);
    }

    public static ReadOnlySequence<byte> OneByte(byte[] bytes) => Of(bytes, [.. Enumerable.Range(1, Math.Max(0, bytes.Length - 1))]);

    public static ReadOnlySequence<byte> Random(byte[] bytes, Random random)
    {
        var cuts = new int[random.Next(1, 8)];
        for (var i = 0; i < cuts.Length; i++)
        {
            cuts[i] = random.Next(bytes.Length + 1);
        }

        Array.Sort(cuts);
        return Of(bytes, cuts);
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long start)
        {
            Memory = bytes;
            RunningIndex = start;
        }

        public Segment Append(byte[] bytes)
        {
            var next = new Segment(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
