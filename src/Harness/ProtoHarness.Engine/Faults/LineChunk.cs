namespace ProtoHarness.Engine.Faults;

/// <summary>A piece of a direction's stream on its way.</summary>
/// <param name="Bytes">The bytes; nobody writes to them any more.</param>
/// <param name="Release">When it may be read, in ticks of the session's clock.</param>
/// <param name="Cut">Whether a read stops at its end, so that the reader sees this boundary.</param>
/// <param name="Piece">After how many bytes a read stops inside it too, each time; 0: never. Only a line is given such a chunk.</param>
public readonly record struct LineChunk(ReadOnlyMemory<byte> Bytes, long Release, bool Cut, int Piece = 0)
{
    /// <summary>A part of it.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="length">How many.</param>
    /// <param name="cut">Whether a read stops at the part's end.</param>
    /// <returns>The part.</returns>
    public LineChunk Slice(int start, int length, bool cut) => new(Bytes.Slice(start, length), Release, cut);
}
