using System.ComponentModel;
using System.Numerics;

namespace ProtoHarness.Framing.Runtime;

/// <summary>LEB128 as Protocol Buffers have it; only the shortest encoding counts. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VarInts
{
    /// <summary>The longest encoding of 64 bits, in bytes.</summary>
    public const int MaxLength = 10;

    /// <summary>The input ends inside the integer.</summary>
    public const int Short = 0;

    /// <summary>There is a shorter encoding of the same value.</summary>
    public const int NotCanonical = -1;

    /// <summary>The integer has more bytes than its type takes.</summary>
    public const int TooLarge = -2;

    /// <summary>Reads an integer.</summary>
    /// <param name="bytes">The input.</param>
    /// <param name="maxLength">The most bytes that the type takes, up to 10.</param>
    /// <param name="value">The integer.</param>
    /// <returns>The bytes it took, or <see cref="Short"/>, <see cref="NotCanonical"/>, <see cref="TooLarge"/>.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, int maxLength, out ulong value)
    {
        value = 0;
        for (var i = 0; i < maxLength; i++)
        {
            if (i == bytes.Length)
            {
                return Short;
            }

            var part = bytes[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                if (i > 0 && part == 0)
                {
                    return NotCanonical;
                }

                // The tenth byte holds the 64th bit alone.
                return i == MaxLength - 1 && part > 1 ? TooLarge : i + 1;
            }
        }

        return TooLarge;
    }

    /// <summary>How many bytes an integer takes.</summary>
    /// <param name="value">The integer.</param>
    public static int Measure(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>Writes an integer.</summary>
    /// <param name="bytes">At least <see cref="Measure"/> bytes.</param>
    /// <param name="value">The integer.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> bytes, ulong value)
    {
        var i = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[i++] = (byte)(value | 0x80);
        }

        bytes[i] = (byte)value;
        return i + 1;
    }

    /// <summary>Folds a signed integer so that small magnitudes stay small.</summary>
    /// <param name="value">The integer.</param>
    public static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>Undoes <see cref="Fold"/>.</summary>
    /// <param name="value">The folded integer.</param>
    public static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
