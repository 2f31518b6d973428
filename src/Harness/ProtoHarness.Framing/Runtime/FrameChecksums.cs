using System.Buffers;
using System.ComponentModel;
using ProtoHarness.Framing.Checksums;

namespace ProtoHarness.Framing.Runtime;

/// <summary>Checksums over a part of a frame, where the checksum itself counts as zero. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FrameChecksums
{
    /// <summary>Computes a well-known checksum.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="source">The source.</param>
    /// <param name="from">Where the covered part starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="self">Where the checksum stands, inside the part or not.</param>
    /// <param name="width">How wide it is, in bytes.</param>
    public static ulong Compute<TSource>(ChecksumAlgorithm algorithm, TSource source, long from, long to, long self, int width)
        where TSource : struct, IByteSource<TSource>, allows ref struct =>
        FrameChecksum.Compute(algorithm, source, from, to - from, self, width);

    /// <summary>Computes a checksum of the author's own.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <typeparam name="TChecksum">The algorithm.</typeparam>
    /// <param name="source">The source.</param>
    /// <param name="from">Where the covered part starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="self">Where the checksum stands, inside the part or not.</param>
    /// <param name="width">How wide it is, in bytes.</param>
    public static ulong ComputeCustom<TSource, TChecksum>(TSource source, long from, long to, long self, int width)
        where TSource : struct, IByteSource<TSource>, allows ref struct
        where TChecksum : IChecksum
    {
        // The author's code takes a sequence and a span has none, and the hole must be filled: so it sees a borrowed copy.
        var length = (int)(to - from);
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            source.CopyTo(from, copy.AsSpan(0, length));
            if (self >= from && self < to)
            {
                copy.AsSpan((int)(self - from), width).Clear();
            }

            return TChecksum.Compute(new ReadOnlySequence<byte>(copy, 0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
