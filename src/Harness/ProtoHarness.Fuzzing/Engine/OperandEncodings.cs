using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>The ways in which an integer that was compared may stand in the input.</summary>
static class OperandEncodings
{
    /// <summary>How many ways there are; not each applies to each value.</summary>
    public const int Count = 9;

    const int MaxBytes = 20;

    /// <summary>Encodes a value in one of the ways.</summary>
    /// <param name="way">From 0 to <see cref="Count"/>.</param>
    /// <param name="value">The operand's bits.</param>
    /// <param name="width">The operand's width in bytes; a 32-bit operand may be negative.</param>
    /// <param name="buffer">At least 20 bytes.</param>
    /// <returns>The number of bytes; 0 when the value does not fit this way.</returns>
    public static int Encode(int way, ulong value, int width, Span<byte> buffer)
    {
        var signed = width == 4 ? (int)value : (long)value;
        switch (way)
        {
            case 0 when Fits(signed, 1):
                buffer[0] = (byte)value;
                return 1;
            case 1 when Fits(signed, 2):
                BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)value);
                return 2;
            case 2 when Fits(signed, 2):
                BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)value);
                return 2;
            case 3 when width == 4 || Fits(signed, 4):
                BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)value);
                return 4;
            case 4 when width == 4 || Fits(signed, 4):
                BinaryPrimitives.WriteUInt32LittleEndian(buffer, (uint)value);
                return 4;
            case 5 when width == 8:
                BinaryPrimitives.WriteUInt64BigEndian(buffer, value);
                return 8;
            case 6 when width == 8:
                BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
                return 8;
            case 7 when signed is >= 0 and < 1L << 24 && signed > ushort.MaxValue:
                buffer[0] = (byte)(value >> 16);
                BinaryPrimitives.WriteUInt16BigEndian(buffer[1..], (ushort)value);
                return 3;
            case 8 when signed >= 10:
                return Encoding.ASCII.GetBytes(signed.ToString(CultureInfo.InvariantCulture), buffer[..MaxBytes]);
            default:
                return 0;
        }
    }

    static bool Fits(long value, int bytes) => value >= -(1L << ((bytes * 8) - 1)) && value < 1L << (bytes * 8);
}
