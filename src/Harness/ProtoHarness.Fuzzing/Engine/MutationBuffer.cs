using System.Runtime.CompilerServices;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>The bytes that mutators work on, with a limit on their length.</summary>
/// <param name="capacity">The longest input, in bytes.</param>
public sealed class MutationBuffer(int capacity)
{
    readonly byte[] _data = new byte[capacity];
    readonly byte[] _copy = new byte[capacity];

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

    /// <summary>Inserts bytes; what goes over the limit is cut off the inserted ones.</summary>
    /// <param name="at">Where, from 0 to <see cref="Length"/>.</param>
    /// <param name="bytes">The bytes, not a part of this buffer.</param>
    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Capacity - Length)];
        _data.AsSpan(at, Length - at).CopyTo(_data.AsSpan(at + bytes.Length));
        bytes.CopyTo(_data.AsSpan(at));
        Length += bytes.Length;
    }

    /// <summary>Inserts a copy of a part of the buffer itself.</summary>
    /// <param name="at">Where to.</param>
    /// <param name="from">Where from.</param>
    /// <param name="count">How many bytes.</param>
    public void InsertCopy(int at, int from, int count)
    {
        count = Math.Min(count, Capacity - Length);
        _data.AsSpan(from, count).CopyTo(_copy);
        Insert(at, _copy.AsSpan(0, count));
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
}
