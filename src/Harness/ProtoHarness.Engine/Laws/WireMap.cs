using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Finds frames and fields in the bytes of a direction.</summary>
public static class WireMap
{
    /// <summary>Names the field that a byte of a direction belongs to.</summary>
    /// <param name="codec">The frame that the direction is made of.</param>
    /// <param name="bytes">The direction from its start.</param>
    /// <param name="position">The byte.</param>
    /// <returns>Such as <c>Length, byte 2 of 4, of frame 3</c>; null when the bytes are no frames up to there.</returns>
    public static string? Locate(FrameCodec codec, ReadOnlyMemory<byte> bytes, long position)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var number = 0;
        foreach (var (start, length) in Frames(codec, bytes))
        {
            number++;
            if (position < start + length && codec.Schema.Fields.Count > 0)
            {
                return $"{FieldLocator.LocateByte(codec.Schema, bytes.Span.Slice((int)start, (int)length), position - start)}, of {codec.Schema.Name} {number}";
            }
        }

        return null;
    }

    /// <summary>The whole frames of a direction.</summary>
    /// <param name="codec">The frame that the direction is made of.</param>
    /// <param name="bytes">The direction from its start.</param>
    /// <returns>Start and length of each, up to the first that is not whole.</returns>
    public static IEnumerable<(long Start, long Length)> Frames(FrameCodec codec, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(codec);
        for (var start = 0L; start < bytes.Length;)
        {
            var result = Measure(codec, bytes[(int)start..]);
            if (!result.IsComplete || result.Consumed <= 0 || result.Consumed > bytes.Length - start)
            {
                yield break;
            }

            yield return (start, result.Consumed);
            start += result.Consumed;
        }
    }

    /// <summary>Whether a direction ends inside a frame.</summary>
    /// <param name="codec">The frame that the direction is made of.</param>
    /// <param name="bytes">All that was read of the direction.</param>
    /// <returns>The bytes of the unfinished frame; 0 when it ends between frames, or is no sequence of frames at all.</returns>
    public static long Unfinished(FrameCodec codec, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var end = Frames(codec, bytes).Sum(frame => frame.Length);
        return end < bytes.Length && Measure(codec, bytes[(int)end..]).Status == FrameReadStatus.NeedMore ? bytes.Length - end : 0;
    }

    /// <summary>What a codec says of some bytes; one that throws, which is for the laws of codecs to say, sees no frame.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>Its answer.</returns>
    public static FrameReadResult Measure(FrameCodec codec, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(codec);
        try
        {
            return codec.Measure(new ReadOnlySequence<byte>(bytes));
        }
        catch (Exception e)
        {
            return FrameReadResult.Malformed(new FrameError(codec.Schema.Name, "", FrameErrorKind.Custom, $"the codec threw {e.GetType().Name}"), 0);
        }
    }
}
