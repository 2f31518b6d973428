using System.Buffers;
using System.Buffers.Binary;

namespace ProtoHarness.Bench.Codecs;

/// <summary>
/// The same frames by a careful hand: span code for input in one piece, every check that the declarations ask for, nothing more.
/// Reading answers the bytes consumed, 0 for need more, -1 for malformed.
/// </summary>
static class ByHand
{
    public static int Read(in ReadOnlySequence<byte> input, out Prefixed frame)
    {
        frame = default;
        if (!input.IsSingleSegment)
        {
            return Segmented();
        }

        var span = input.FirstSpan;
        if (span.Length < 4)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(span);
        if (length > 16_777_216)
        {
            return -1;
        }

        if (span.Length - 4 < (int)length)
        {
            return 0;
        }

        frame = new(input.Slice(4, (long)length));
        return 4 + (int)length;
    }

    public static int Write(in Prefixed frame, Span<byte> destination)
    {
        var length = frame.Payload.Length;
        if (length > 16_777_216 || destination.Length < 4 + length)
        {
            throw new ArgumentException("too long");
        }

        BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)length);
        frame.Payload.CopyTo(destination[4..]);
        return 4 + (int)length;
    }

    public static int Read(in ReadOnlySequence<byte> input, out Header frame)
    {
        frame = default;
        if (!input.IsSingleSegment)
        {
            return Segmented();
        }

        var span = input.FirstSpan;
        if (span.Length < 8)
        {
            return 0;
        }

        if (span[0] != 1)
        {
            return -1;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(span[2..]);
        if (span.Length - 8 < length)
        {
            return 0;
        }

        frame = new(1, (Command)span[1], length, BinaryPrimitives.ReadUInt32LittleEndian(span[4..]), input.Slice(8, (long)length));
        return 8 + length;
    }

    public static int Write(in Header frame, Span<byte> destination)
    {
        var length = frame.Data.Length;
        if (length > ushort.MaxValue || destination.Length < 8 + length)
        {
            throw new ArgumentException("too long");
        }

        destination[7] = 0;
        destination[0] = 1;
        destination[1] = (byte)frame.Command;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], (ushort)length);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], frame.StreamId);
        frame.Data.CopyTo(destination[8..]);
        return 8 + (int)length;
    }

    public static int Read(in ReadOnlySequence<byte> input, out Mixed frame)
    {
        frame = default;
        if (!input.IsSingleSegment)
        {
            return Segmented();
        }

        var span = input.FirstSpan;
        if (span.Length < 35)
        {
            return 0;
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(span) != 0x4D58)
        {
            return -1;
        }

        var hops = BinaryPrimitives.ReadUInt16BigEndian(span[27..]);
        if (hops > 1000)
        {
            return -1;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(span[33..]);
        if (span.Length - 35 < length)
        {
            return 0;
        }

        frame = new(
            0x4D58, (byte)(span[2] >> 4), (byte)(span[2] & 0xF), (Command)span[3],
            (uint)((span[4] << 16) | (span[5] << 8) | span[6]),
            BinaryPrimitives.ReadUInt64BigEndian(span[7..]), BinaryPrimitives.ReadInt32BigEndian(span[15..]),
            BinaryPrimitives.ReadDoubleBigEndian(span[19..]), hops, BinaryPrimitives.ReadUInt32LittleEndian(span[29..]),
            length, input.Slice(35, (long)length));
        return 35 + length;
    }

    public static int Write(in Mixed frame, Span<byte> destination)
    {
        var length = frame.Data.Length;
        if (length > ushort.MaxValue || frame.Hops > 1000 || frame.Version > 15 || frame.Flags > 15 || frame.Sequence > 0xFFFFFF
            || destination.Length < 35 + length)
        {
            throw new ArgumentException("cannot be written");
        }

        destination[34] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(destination, 0x4D58);
        destination[2] = (byte)((frame.Version << 4) | frame.Flags);
        destination[3] = (byte)frame.Command;
        destination[4] = (byte)(frame.Sequence >> 16);
        destination[5] = (byte)(frame.Sequence >> 8);
        destination[6] = (byte)frame.Sequence;
        BinaryPrimitives.WriteUInt64BigEndian(destination[7..], frame.Timestamp);
        BinaryPrimitives.WriteInt32BigEndian(destination[15..], frame.Temperature);
        BinaryPrimitives.WriteDoubleBigEndian(destination[19..], frame.Ratio);
        BinaryPrimitives.WriteUInt16BigEndian(destination[27..], frame.Hops);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[29..], frame.Source);
        BinaryPrimitives.WriteUInt16BigEndian(destination[33..], (ushort)length);
        frame.Data.CopyTo(destination[35..]);
        return 35 + (int)length;
    }

    // Several segments are never measured, but must be told apart: their first span is not all of the input.
    static int Segmented() => throw new NotSupportedException("The comparison is for input in one piece.");
}
