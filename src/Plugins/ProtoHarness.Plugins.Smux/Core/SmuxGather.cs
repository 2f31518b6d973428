namespace ProtoHarness.Plugins.Smux;

/// <summary>Frames of one stream whose data lies where the application has it: each is a head out of <paramref name="Heads"/> and the next piece of <paramref name="Data"/>.</summary>
/// <param name="Heads">The heads, one behind the other.</param>
/// <param name="Data">The data of all frames; none follows an empty piece.</param>
/// <param name="FrameSize">The payload of each frame but the last, which may be shorter.</param>
public readonly record struct SmuxGather(ReadOnlyMemory<byte> Heads, ReadOnlyMemory<byte> Data, int FrameSize)
{
    /// <summary>How many frames there are.</summary>
    public int Count => Heads.Length / SmuxHeader.EncodedLength;

    /// <summary>The bytes on the wire.</summary>
    public int Length => Heads.Length + Data.Length;

    /// <summary>The head of a frame.</summary>
    /// <param name="frame">Which, from 0.</param>
    /// <returns>Its bytes.</returns>
    public ReadOnlyMemory<byte> Head(int frame) => Heads.Slice(frame * SmuxHeader.EncodedLength, SmuxHeader.EncodedLength);

    /// <summary>The payload of a frame.</summary>
    /// <param name="frame">Which, from 0.</param>
    /// <returns>Its bytes.</returns>
    public ReadOnlyMemory<byte> Payload(int frame) =>
        Data.Slice(frame * FrameSize, Math.Min(FrameSize, Data.Length - (frame * FrameSize)));

    /// <summary>Copies what is left of the frames behind the first bytes.</summary>
    /// <param name="sent">How many first bytes to leave out.</param>
    /// <param name="destination">Where to.</param>
    /// <returns>The bytes copied.</returns>
    public int CopyRest(int sent, Span<byte> destination)
    {
        var length = 0;
        for (var frame = 0; frame < Count; frame++)
        {
            CopyRest(Head(frame).Span, ref sent, destination, ref length);
            CopyRest(Payload(frame).Span, ref sent, destination, ref length);
        }

        return length;
    }

    static void CopyRest(ReadOnlySpan<byte> part, ref int sent, Span<byte> destination, ref int length)
    {
        var skipped = Math.Min(sent, part.Length);
        sent -= skipped;
        part[skipped..].CopyTo(destination[length..]);
        length += part.Length - skipped;
    }
}
