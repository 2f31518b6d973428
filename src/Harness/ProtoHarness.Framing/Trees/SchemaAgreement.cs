namespace ProtoHarness.Framing;

/// <summary>Holds a codec against its schema: the law that the two agree on every input, and on every frame that they write.</summary>
public static class SchemaAgreement
{
    /// <summary>How far an input that one of the two wants more of is lengthened, to see that it never becomes a frame.</summary>
    const int MaxExtension = 1 << 16;

    /// <summary>Compares the answers to an input.</summary>
    /// <remarks>
    /// The two must agree on complete frames to the byte. One may call an input malformed that the other still wants more of, since how
    /// early a mistake is seen is a matter of speed; but then no more bytes may make it complete.
    /// </remarks>
    /// <param name="codec">The codec, with its schema.</param>
    /// <param name="input">Any bytes.</param>
    /// <returns>What they disagree about, in words; null when they agree.</returns>
    public static string? Compare(FrameCodec codec, ReadOnlySpan<byte> input)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var coded = codec.TryRead(input, out var frame);
        var read = FrameTreeReader.Read(codec.Schema, input);
        if (coded.Status == read.Result.Status)
        {
            return coded.Status == FrameReadStatus.Complete ? CompareComplete(codec, input, coded, frame!, read) : null;
        }

        var words = $"the codec says '{coded}' and the schema '{read.Result}'";
        return coded.IsComplete || read.IsComplete || BecomesComplete(codec, input, coded.Status == FrameReadStatus.NeedMore)
            ? words
            : null;
    }

    /// <summary>Compares what the codec and the schema write for a frame.</summary>
    /// <param name="codec">The codec, with its schema.</param>
    /// <param name="tree">A valid tree of the schema.</param>
    /// <returns>What they disagree about, in words; null when they agree.</returns>
    public static string? Compare(FrameCodec codec, FrameTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Compare(codec, FrameTreeWriter.Write(tree));
    }

    static string? CompareComplete(FrameCodec codec, ReadOnlySpan<byte> input, FrameReadResult coded, object frame,
        FrameTreeReadResult read)
    {
        if (coded.Consumed != read.Result.Consumed)
        {
            return $"the codec reads {coded.Consumed} bytes and the schema {read.Result.Consumed}";
        }

        var bytes = input[..(int)coded.Consumed];
        var written = new byte[codec.GetEncodedLength(frame)];
        codec.Write(frame, written);
        if (!written.AsSpan().SequenceEqual(bytes))
        {
            return $"the codec writes {Difference(read.Tree, written, bytes)} than what it read";
        }

        var encoded = FrameTreeWriter.Write(read.Tree);
        return encoded.AsSpan().SequenceEqual(bytes)
            ? null
            : $"the schema writes {Difference(read.Tree, encoded, bytes)} than what it read";
    }

    static string Difference(FrameTree tree, ReadOnlySpan<byte> written, ReadOnlySpan<byte> expected)
    {
        var at = written.CommonPrefixLength(expected);
        return at < expected.Length
            ? $"another {FieldLocator.LocateByte(tree, at).Text}"
            : $"{written.Length - expected.Length} bytes more";
    }

    /// <summary>Whether more bytes make a frame of an input that one of the two calls malformed.</summary>
    static bool BecomesComplete(FrameCodec codec, ReadOnlySpan<byte> input, bool byCodec)
    {
        if (!codec.Schema.IsSelfDelimiting)
        {
            // There the end of the input is part of it, and other bytes are another frame.
            return false;
        }

        Span<byte> fillers = [0x00, 0x01, 0xFF];
        foreach (var filler in fillers)
        {
            var longer = new byte[input.Length + MaxExtension];
            longer.AsSpan().Fill(filler);
            input.CopyTo(longer);
            var isComplete = byCodec ? codec.Measure(longer).IsComplete : FrameTreeReader.Read(codec.Schema, longer).IsComplete;
            if (isComplete)
            {
                return true;
            }
        }

        return false;
    }
}
