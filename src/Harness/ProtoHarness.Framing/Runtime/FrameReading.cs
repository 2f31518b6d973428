using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ProtoHarness.Framing.Runtime;

/// <summary>What generated reading code calls besides its source. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FrameReading
{
    /// <summary>The longest run of fields, in bytes, that is fetched at once.</summary>
    public const int MaxWindow = 128;

    /// <summary>The answer when a field ends behind what is there.</summary>
    /// <param name="available">The bytes of the source.</param>
    /// <param name="end">Where the enclosing limit ends.</param>
    /// <param name="needed">Where the field ends at the earliest.</param>
    /// <param name="rest">The fewest bytes that must follow the field.</param>
    /// <param name="position">Where the field starts.</param>
    /// <param name="error">What it means that the field ends behind the limit.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FrameReadResult Short(long available, long end, long needed, long rest, long position, FrameError error) =>
        needed > end ? FrameReadResult.Malformed(error, position) : FrameReadResult.NeedMore(needed + rest - available);

    /// <summary>The answer of an enclosed frame, seen from the frame around it.</summary>
    /// <param name="inner">The answer.</param>
    /// <param name="position">Where the enclosed frame starts.</param>
    /// <param name="rest">The fewest bytes that must follow it.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FrameReadResult Enclosed(FrameReadResult inner, long position, long rest) =>
        inner.Status == FrameReadStatus.NeedMore
            ? FrameReadResult.NeedMore(Math.Max(1, inner.Missing) + rest)
            : inner.ShiftError(position);

    /// <summary>The answer of a frame with a known end, or of code written by hand, that knows nothing of the limit around it.</summary>
    /// <param name="inner">The answer.</param>
    /// <param name="available">The bytes of the source.</param>
    /// <param name="end">Where the enclosing limit ends.</param>
    /// <param name="position">Where the enclosed frame starts.</param>
    /// <param name="rest">The fewest bytes that must follow it.</param>
    /// <param name="error">What it means that it asks for more than there can be.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FrameReadResult Foreign(
        FrameReadResult inner, long available, long end, long position, long rest, FrameError error)
    {
        if (inner.Status == FrameReadStatus.NeedMore)
        {
            var needed = available + Math.Max(1, inner.Missing);
            return needed > end ? FrameReadResult.Malformed(error, position) : FrameReadResult.NeedMore(needed + rest - available);
        }

        return inner.ShiftError(position);
    }

    /// <summary>Whether all bytes are zero.</summary>
    /// <param name="bytes">The bytes.</param>
    public static bool IsZero(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);

    /// <summary>Whether all bytes are zero.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="source">The source.</param>
    /// <param name="position">Where they start.</param>
    /// <param name="count">How many they are; they are there.</param>
    public static bool IsZero<TSource>(TSource source, long position, long count)
        where TSource : struct, IByteSource<TSource>, allows ref struct
    {
        for (long done = 0; done < count; done += MaxWindow)
        {
            if (!IsZero(source.Window(position + done, (int)Math.Min(MaxWindow, count - done))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether what is there of a constant is right: a wrong byte is found without waiting for the last one.</summary>
    /// <param name="bytes">What is there of the run.</param>
    /// <param name="offset">Where the constant starts in the run.</param>
    /// <param name="constant">The constant.</param>
    public static bool StartsLike(ReadOnlySpan<byte> bytes, int offset, ReadOnlySpan<byte> constant)
    {
        if (bytes.Length <= offset)
        {
            return true;
        }

        bytes = bytes[offset..];
        return bytes.Length >= constant.Length ? bytes.StartsWith(constant) : constant.StartsWith(bytes);
    }

    /// <summary>Copies bytes of the input.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="source">The source.</param>
    /// <param name="position">Where they start.</param>
    /// <param name="count">How many they are; they are there.</param>
    public static byte[] ToArray<TSource>(TSource source, long position, long count)
        where TSource : struct, IByteSource<TSource>, allows ref struct
    {
        if (count == 0)
        {
            return [];
        }

        var copy = GC.AllocateUninitializedArray<byte>((int)count);
        source.CopyTo(position, copy);
        return copy;
    }

    /// <summary>The fewest bytes that are missing up to a delimiter that was not found.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="source">The source.</param>
    /// <param name="position">Where the field starts.</param>
    /// <param name="count">How many bytes of it are there.</param>
    /// <param name="minimum">The fewest bytes in front of the delimiter.</param>
    /// <param name="delimiter">The delimiter.</param>
    public static long MissingDelimiter<TSource>(
        TSource source, long position, long count, long minimum, ReadOnlySpan<byte> delimiter)
        where TSource : struct, IByteSource<TSource>, allows ref struct
    {
        var begun = (int)Math.Min(count, delimiter.Length - 1);
        while (begun > 0 && !source.Window(position + count - begun, begun).SequenceEqual(delimiter[..begun]))
        {
            begun--;
        }

        return Math.Max(delimiter.Length - begun, minimum + delimiter.Length - count);
    }

    /// <summary>A converter said that it consumed more than it was given: a bug of the converter, not of the peer.</summary>
    /// <param name="converter">The converter's name.</param>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void BreaksContract(string converter) =>
        throw new InvalidOperationException($"{converter} consumed more bytes than there were.");
}
