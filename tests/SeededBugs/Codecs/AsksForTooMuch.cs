// breaks: codec/prefix
// class: need-more that can never be met
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>It asks for a full buffer where the frame needs less, and waits for bytes that never come.</summary>
public sealed class AsksForTooMuch : IProtocolPlugin
{
    public void Define(PluginBuilder plugin) => plugin.Describe("asks-for-too-much", "a codec written by hand").Frame<Note>();
}

/// <summary>A kind, two bytes of length, and so many bytes.</summary>
public readonly record struct Note(byte Kind, byte[] Data) : IFrame<Note>
{
    const int Header = 3;
    const int MaxData = 1024;

    static readonly FrameError TooLong = new("Note", "Length", FrameErrorKind.LimitExceeded, "the length is above 1024");

    public static FrameSchema Schema { get; } = new()
    {
        Name = "Note",
        MaxLength = Header + MaxData,
        Fields =
        [
            new() { Name = "Kind", Kind = FieldKind.Integer, BitOffset = 0, BitWidth = 8, MaxValue = 255 },
            new() { Name = "Length", Kind = FieldKind.Integer, Role = FieldRole.Length, Target = "Data", BitOffset = 8, BitWidth = 16, MaxValue = 65535 },
            new() { Name = "Data", Kind = FieldKind.Bytes, Extent = Extent.LengthField, ExtentField = "Length", BitOffset = 24, MaxLength = MaxData },
        ],
    };

    public static FrameReadResult TryRead(ReadOnlySpan<byte> input, out Note frame)
    {
        frame = default;
        if (input.Length < Header)
        {
            return FrameReadResult.NeedMore(Header - input.Length);
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(input[1..]);
        if (length > MaxData)
        {
            return FrameReadResult.Malformed(TooLong, 1);
        }

        if (input.Length < Header + length)
        {
            return FrameReadResult.NeedMore(Header + MaxData - input.Length);
        }

        frame = new Note(input[0], input.Slice(Header, length).ToArray());
        return FrameReadResult.Complete(Header + length);
    }

    public static FrameReadResult TryRead(ref SequenceReader<byte> input, out Note frame)
    {
        var result = TryRead(input.UnreadSequence.ToArray(), out frame);
        input.Advance(result.Consumed);
        return result;
    }

    public int GetEncodedLength() => Header + Data.Length;

    public int Write(Span<byte> destination)
    {
        destination[0] = Kind;
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)Data.Length);
        Data.CopyTo(destination[Header..]);
        return Header + Data.Length;
    }

    public void Write(IBufferWriter<byte> destination) => destination.Advance(Write(destination.GetSpan(Header + Data.Length)));
}
