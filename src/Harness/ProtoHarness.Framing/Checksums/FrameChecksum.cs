using System.Buffers;
using ProtoHarness.Framing.Runtime;

namespace ProtoHarness.Framing.Checksums;

/// <summary>The checksums that a frame can declare, for whoever computes one without a frame.</summary>
public static class FrameChecksum
{
    /// <summary>Computes a checksum.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="bytes">The covered bytes.</param>
    /// <returns>The checksum, in the low bits.</returns>
    public static ulong Compute(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes) =>
        Compute(algorithm, new SpanSource(bytes), 0, bytes.Length, -1, 0);

    /// <summary>Computes a checksum.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="bytes">The covered bytes.</param>
    /// <returns>The checksum, in the low bits.</returns>
    public static ulong Compute(ChecksumAlgorithm algorithm, in ReadOnlySequence<byte> bytes) =>
        Compute(algorithm, new SegmentSource(bytes, stackalloc byte[FrameReading.MaxWindow]), 0, bytes.Length, -1, 0);

    /// <summary>Computes a checksum over a part of a source, with a hole that counts as zero.</summary>
    internal static ulong Compute<TSource>(
        ChecksumAlgorithm algorithm, TSource source, long position, long count, long hole, int holeLength)
        where TSource : struct, IByteSource<TSource>, allows ref struct => algorithm switch
        {
            ChecksumAlgorithm.Crc32 => Run<TSource, Crc32>(source, position, count, hole, holeLength),
            ChecksumAlgorithm.Crc32C => Run<TSource, Crc32C>(source, position, count, hole, holeLength),
            ChecksumAlgorithm.Crc16Ccitt => Run<TSource, Crc16Ccitt>(source, position, count, hole, holeLength),
            ChecksumAlgorithm.Adler32 => Run<TSource, Adler32>(source, position, count, hole, holeLength),
            ChecksumAlgorithm.Fletcher16 => Run<TSource, Fletcher16>(source, position, count, hole, holeLength),
            ChecksumAlgorithm.Internet => Run<TSource, InternetChecksum>(source, position, count, hole, holeLength),
            ChecksumAlgorithm.Sum8 => Run<TSource, Sum8>(source, position, count, hole, holeLength),
            ChecksumAlgorithm.Xor8 => Run<TSource, Xor8>(source, position, count, hole, holeLength),
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, null),
        };

    static ulong Run<TSource, TChecksum>(TSource source, long position, long count, long hole, int holeLength)
        where TSource : struct, IByteSource<TSource>, allows ref struct
        where TChecksum : struct, IRunningChecksum
    {
        var checksum = default(TChecksum);
        if (hole < position || hole >= position + count)
        {
            Feed(ref checksum, source, position, count);
            return checksum.Value;
        }

        Feed(ref checksum, source, position, hole - position);
        checksum.Append("\0\0\0\0\0\0\0\0"u8[..holeLength]);
        Feed(ref checksum, source, hole + holeLength, position + count - hole - holeLength);
        return checksum.Value;
    }

    static void Feed<TSource, TChecksum>(ref TChecksum checksum, TSource source, long position, long count)
        where TSource : struct, IByteSource<TSource>, allows ref struct
        where TChecksum : struct, IRunningChecksum
    {
        if (count == 0)
        {
            return;
        }

        if (source.TryGetSpan(position, count, out var span))
        {
            checksum.Append(span);
            return;
        }

        foreach (var part in source.Slice(position, count))
        {
            checksum.Append(part.Span);
        }
    }
}
