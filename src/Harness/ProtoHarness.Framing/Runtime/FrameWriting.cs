using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProtoHarness.Framing.Runtime;

/// <summary>What generated writing code calls. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FrameWriting
{
    /// <summary>Refuses a frame that cannot be written.</summary>
    /// <param name="error">The field and the reason.</param>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Refuse(FrameError error) => throw new FrameEncodingException(error);

    /// <summary>Refuses a destination.</summary>
    /// <param name="needed">The bytes that the frame takes.</param>
    /// <param name="available">The bytes of the destination.</param>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void TooShort(int needed, int available) =>
        throw new ArgumentException($"The frame takes {needed} bytes, the destination has {available}.", "destination");

    /// <summary>Copies a sequence.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="destination">At least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(in ReadOnlySequence<byte> bytes, Span<byte> destination)
    {
        if (bytes.IsSingleSegment)
        {
            bytes.FirstSpan.CopyTo(destination);
        }
        else
        {
            bytes.CopyTo(destination);
        }
    }

    /// <summary>Whether a value may stand in front of its delimiter: the delimiter's first occurrence must be the delimiter.</summary>
    /// <param name="value">The value.</param>
    /// <param name="delimiter">The delimiter.</param>
    public static bool FitsDelimiter(in ReadOnlySequence<byte> value, ReadOnlySpan<byte> delimiter)
    {
        if (value.IsSingleSegment)
        {
            return FitsDelimiter(value.FirstSpan, delimiter);
        }

        var reader = new SequenceReader<byte>(value);
        if (reader.TryReadTo(out ReadOnlySequence<byte> _, delimiter))
        {
            return false;
        }

        Span<byte> tail = stackalloc byte[(int)Math.Min(value.Length, delimiter.Length - 1)];
        value.Slice(value.Length - tail.Length).CopyTo(tail);
        return FitsDelimiter(tail, delimiter);
    }

    /// <summary>Whether a value may stand in front of its delimiter: the delimiter's first occurrence must be the delimiter.</summary>
    /// <param name="value">The value.</param>
    /// <param name="delimiter">The delimiter.</param>
    public static bool FitsDelimiter(ReadOnlySpan<byte> value, ReadOnlySpan<byte> delimiter)
    {
        if (value.IndexOf(delimiter) >= 0)
        {
            return false;
        }

        // A value that ends like the delimiter starts may make it appear early: "a" in front of "aa".
        for (var begun = 1; begun < delimiter.Length && begun <= value.Length; begun++)
        {
            if (value.EndsWith(delimiter[..begun]) && delimiter[begun..].SequenceEqual(delimiter[..^begun]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text may stand in front of its delimiter.</summary>
    /// <param name="value">The text.</param>
    /// <param name="delimiter">The delimiter, in ASCII.</param>
    public static bool FitsDelimiter(string value, ReadOnlySpan<byte> delimiter)
    {
        Span<char> wide = stackalloc char[delimiter.Length];
        Encoding.ASCII.GetChars(delimiter, wide);
        if (value.AsSpan().IndexOf(wide) >= 0)
        {
            return false;
        }

        Span<byte> tail = stackalloc byte[Math.Min(value.Length, delimiter.Length - 1)];
        for (var i = 0; i < tail.Length; i++)
        {
            // Any byte above 127 stands for what is not ASCII: the delimiter has none.
            tail[i] = (byte)Math.Min(value[value.Length - tail.Length + i], (char)0xFF);
        }

        return FitsDelimiter(tail, delimiter);
    }
}
