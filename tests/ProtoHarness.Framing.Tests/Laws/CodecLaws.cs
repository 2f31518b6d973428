using System.Buffers;

namespace ProtoHarness.Framing.Tests.Laws;

/// <summary>The laws that every codec keeps, checked on one value, or on bytes that may be no frame at all.</summary>
static class CodecLaws
{
    /// <summary>All laws that start from a value.</summary>
    public static void CheckValue(FrameCodec codec, object frame, Random random)
    {
        var bytes = Write(codec, frame);
        var result = codec.TryRead(bytes, out var back);
        Assert.Equal(FrameReadResult.Complete(bytes.Length), result);
        Same(bytes, Write(codec, back!));
        CheckSegments(codec, bytes, random);
        if (codec.Schema.IsSelfDelimiting)
        {
            CheckPrefixes(codec, bytes);
            CheckTrailing(codec, bytes, random);
        }

        for (var i = 0; i < 10; i++)
        {
            CheckBytes(codec, Damage(bytes, random), random);
        }
    }

    /// <summary>The laws for any input: nothing is thrown, all sources agree, and a complete frame is canonical.</summary>
    public static FrameReadResult CheckBytes(FrameCodec codec, byte[] input, Random random)
    {
        var result = codec.TryRead(input, out var frame);
        Assert.Equal(result, codec.Measure(new ReadOnlySequence<byte>(input)));
        Assert.Equal(result, codec.Measure(Segments.OneByte(input)));
        Assert.Equal(result, codec.Measure(Segments.Random(input, random)));
        if (result.IsComplete)
        {
            Assert.InRange(result.Consumed, 0, input.Length);
            Same(input.AsSpan(0, (int)result.Consumed), Write(codec, frame!));
        }
        else if (result.Status == FrameReadStatus.NeedMore)
        {
            Assert.True(result.Missing >= 1, "generated codecs always know a minimum");
        }
        else
        {
            Assert.InRange(result.ErrorOffset, 0, input.Length);
            CheckVerdictStands(codec, input, random);
        }

        return result;
    }

    /// <summary>Writes in both ways, and checks the length.</summary>
    public static byte[] Write(FrameCodec codec, object frame)
    {
        var bytes = new byte[codec.GetEncodedLength(frame)];
        Assert.Equal(bytes.Length, codec.Write(frame, bytes));
        var writer = new ArrayBufferWriter<byte>();
        codec.Write(frame, writer);
        Same(bytes, writer.WrittenSpan);
        if (bytes.Length > 0)
        {
            Assert.Throws<ArgumentException>(() => codec.Write(frame, new byte[bytes.Length - 1]));
        }

        return bytes;
    }

    // Assertions on collections compare element by element; there are many thousands of these.
    static void Same(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        if (!expected.SequenceEqual(actual))
        {
            Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(actual));
        }
    }

    /// <summary>Every prefix asks for more, and never for more than there is.</summary>
    static void CheckPrefixes(FrameCodec codec, byte[] bytes)
    {
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var result = codec.Measure(bytes.AsSpan(0, cut));
            Assert.True(result.Status == FrameReadStatus.NeedMore, $"{codec.Schema} cut at {cut} of {bytes.Length}: {result}");
            Assert.InRange(result.Missing, 1, bytes.Length - cut);
            Assert.Equal(result, codec.Measure(Segments.OneByte(bytes[..cut])));
        }
    }

    /// <summary>Every two-way split, one byte a segment, and random segments give the same frame.</summary>
    static void CheckSegments(FrameCodec codec, byte[] bytes, Random random)
    {
        for (var split = 0; split <= bytes.Length; split++)
        {
            CheckSegmented(codec, bytes, Segments.Of(bytes, split));
        }

        CheckSegmented(codec, bytes, Segments.OneByte(bytes));
        for (var i = 0; i < 5; i++)
        {
            CheckSegmented(codec, bytes, Segments.Random(bytes, random));
        }
    }

    static void CheckSegmented(FrameCodec codec, byte[] bytes, ReadOnlySequence<byte> segmented)
    {
        var result = codec.TryRead(in segmented, out var frame);
        Assert.Equal(FrameReadResult.Complete(bytes.Length), result);
        var again = new byte[codec.GetEncodedLength(frame!)];
        codec.Write(frame!, again);
        Same(bytes, again);
    }

    /// <summary>What follows a frame is left alone.</summary>
    static void CheckTrailing(FrameCodec codec, byte[] bytes, Random random)
    {
        var junk = new byte[random.Next(1, 40)];
        random.NextBytes(junk);
        Assert.Equal(FrameReadResult.Complete(bytes.Length), codec.Measure([.. bytes, .. junk]));
        Assert.Equal(FrameReadResult.Complete(bytes.Length), codec.Measure(Segments.Random([.. bytes, .. junk], random)));
    }

    /// <summary>Malformed means that no continuation is a frame.</summary>
    static void CheckVerdictStands(FrameCodec codec, byte[] input, Random random)
    {
        if (!codec.Schema.IsSelfDelimiting)
        {
            return;
        }

        var more = new byte[random.Next(1, 60)];
        random.NextBytes(more);
        Assert.Equal(FrameReadStatus.Malformed, codec.Measure([.. input, .. more]).Status);
    }

    static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(damaged.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < damaged.Count:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < damaged.Count:
                    damaged[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 2 when at < damaged.Count:
                    damaged.RemoveAt(at);
                    break;
                case 3:
                    damaged.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }

        return [.. damaged];
    }
}
