using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ProtoHarness.Framing.Runtime;

/// <summary>Integers of widths that <see cref="BinaryPrimitives"/> does not have. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Wire
{
    /// <summary>Reads an integer as wide as the span, most significant byte first.</summary>
    /// <param name="bytes">1 to 8 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadBig(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 3)
        {
            return (uint)((bytes[0] << 16) | (bytes[1] << 8) | bytes[2]);
        }

        ulong value = 0;
        foreach (var part in bytes)
        {
            value = (value << 8) | part;
        }

        return value;
    }

    /// <summary>Reads an integer as wide as the span, least significant byte first.</summary>
    /// <param name="bytes">1 to 8 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadLittle(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 3)
        {
            return (uint)((bytes[2] << 16) | (bytes[1] << 8) | bytes[0]);
        }

        ulong value = 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    /// <summary>Writes the low bytes of an integer, most significant first.</summary>
    /// <param name="bytes">1 to 8 bytes, all of which are written.</param>
    /// <param name="value">The integer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteBig(Span<byte> bytes, ulong value)
    {
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            bytes[i] = (byte)value;
            value >>= 8;
        }
    }

    /// <summary>Writes the low bytes of an integer, least significant first.</summary>
    /// <param name="bytes">1 to 8 bytes, all of which are written.</param>
    /// <param name="value">The integer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteLittle(Span<byte> bytes, ulong value)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)value;
            value >>= 8;
        }
    }

    /// <summary>Reads the low bits of an integer as two's complement.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="bits">How many bits count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SignExtend(ulong value, int bits) => (long)(value << (64 - bits)) >> (64 - bits);
}
