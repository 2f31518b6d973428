using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>The bytes that mutators work on, with a limit on their length.</summary>
/// <param name="capacity">The longest input, in bytes.</param>
public sealed class MutationBuffer(int capacity)
{
    readonly byte[] _data = new byte[capacity];

    /// <summary>The longest input, in bytes.</summary>
    public int Capacity => _data.Length;

    /// <summary>The length now.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes, writable.</summary>
    public Span<byte> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _data.AsSpan(0, Length);
    }

    /// <summary>Replaces all; what is too long is cut.</summary>
    /// <param name="bytes">The new content.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(ReadOnlySpan<byte> bytes)
    {
        Length = Math.Min(bytes.Length, Capacity);
        bytes[..Length].CopyTo(_data);
    }

    /// <summary>Makes room between bytes; what goes over the limit is cut off the room.</summary>
    /// <param name="at">Where, from 0 to <see cref="Length"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>The room, to be written; until then it has what lay there before.</returns>
    public Span<byte> Open(int at, int count)
    {
        count = Math.Min(count, Capacity - Length);
        _data.AsSpan(at, Length - at).CopyTo(_data.AsSpan(at + count));
        Length += count;
        return _data.AsSpan(at, count);
    }

    /// <summary>Inserts bytes; what goes over the limit is cut off the inserted ones.</summary>
    /// <param name="at">Where, from 0 to <see cref="Length"/>.</param>
    /// <param name="bytes">The bytes, not a part of this buffer.</param>
    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        var room = Open(at, bytes.Length);
        bytes[..room.Length].CopyTo(room);
    }

    /// <summary>Inserts a copy of a part of the buffer itself; what goes over the limit is cut off the copy.</summary>
    /// <param name="at">Where to, from 0 to <see cref="Length"/>.</param>
    /// <param name="from">Where from.</param>
    /// <param name="count">How many bytes.</param>
    public void InsertCopy(int at, int from, int count)
    {
        var room = Open(at, count);

        // What lay behind the room has moved on by its length.
        var before = Math.Clamp(at - from, 0, room.Length);
        _data.AsSpan(from, before).CopyTo(room);
        _data.AsSpan(from + before + room.Length, room.Length - before).CopyTo(room[before..]);
    }

    /// <summary>Removes bytes.</summary>
    /// <param name="at">Where.</param>
    /// <param name="count">How many.</param>
    public void Remove(int at, int count)
    {
        _data.AsSpan(at + count, Length - at - count).CopyTo(_data.AsSpan(at));
        Length -= count;
    }

    /// <summary>Replaces a part by bytes of another length.</summary>
    /// <param name="at">Where.</param>
    /// <param name="count">How many are removed.</param>
    /// <param name="bytes">What stands there afterwards.</param>
    public void Replace(int at, int count, ReadOnlySpan<byte> bytes)
    {
        Remove(at, count);
        Insert(at, bytes);
    }

    /// <summary>Writes an integer, or adds to the one that stands there, and wraps.</summary>
    /// <param name="at">Where its first byte is.</param>
    /// <param name="width">Its bytes: 1, 2, 4 or 8.</param>
    /// <param name="isBigEndian">Whether its first byte is the highest.</param>
    /// <param name="value">The value; of a narrower integer the low bytes of it.</param>
    /// <param name="isAdded">Whether the value is added to what stands there.</param>
    public void SetInteger(int at, int width, bool isBigEndian, long value, bool isAdded)
    {
        var place = _data.AsSpan(at, width);
        var unused = 64 - (8 * width);
        if (isAdded)
        {
            var old = width switch
            {
                1 => place[0],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(place),
                4 => BinaryPrimitives.ReadUInt32LittleEndian(place),
                _ => BinaryPrimitives.ReadUInt64LittleEndian(place),
            };
            value += (long)(isBigEndian ? BinaryPrimitives.ReverseEndianness(old) >> unused : old);
        }

        if (isBigEndian)
        {
            value = BinaryPrimitives.ReverseEndianness(value << unused);
        }

        switch (width)
        {
            case 1:
                place[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteInt16LittleEndian(place, (short)value);
                break;
            case 4:
                BinaryPrimitives.WriteInt32LittleEndian(place, (int)value);
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(place, value);
                break;
        }
    }
}
