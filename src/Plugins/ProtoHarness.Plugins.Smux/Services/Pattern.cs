using System.Numerics;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// The bytes that test services send: each is known from its position and the stream's length, so that one lost, doubled or swapped names itself.
/// </summary>
static class Pattern
{
    /// <summary>Within so many bytes from a multiple of it, each is 31 more than the one before.</summary>
    const int Row = 256;

    /// <summary>A row that begins with zero.</summary>
    static readonly byte[] Steps = [.. Enumerable.Range(0, Row).Select(i => (byte)(i * 31))];

    internal static void Fill(Span<byte> destination, long position, long length)
    {
        while (destination.Length > 0)
        {
            var at = (int)(position % Row);
            var part = destination[..Math.Min(Row - at, destination.Length)];
            var first = (byte)((position >> 8) + length);
            var i = 0;
            for (; i <= part.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                (new Vector<byte>(Steps, at + i) + new Vector<byte>(first)).CopyTo(part[i..]);
            }

            for (; i < part.Length; i++)
            {
                part[i] = (byte)(Steps[at + i] + first);
            }

            destination = destination[part.Length..];
            position += part.Length;
        }
    }

    /// <summary>Compares bytes with what they must be.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="position">Where they stand.</param>
    /// <param name="length">The stream's length.</param>
    /// <returns>The position of the first wrong one; -1 when all are right.</returns>
    internal static long FirstWrong(ReadOnlySpan<byte> bytes, long position, long length)
    {
        Span<byte> right = stackalloc byte[Row];
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(Row, bytes.Length)];
            Fill(right[..part.Length], position, length);
            if (part.CommonPrefixLength(right) is var same && same < part.Length)
            {
                return position + same;
            }

            bytes = bytes[part.Length..];
            position += part.Length;
        }

        return -1;
    }
}
