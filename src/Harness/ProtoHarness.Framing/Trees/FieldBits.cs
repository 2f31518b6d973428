using System.Buffers.Binary;

namespace ProtoHarness.Framing;

/// <summary>Integers between their value and their place on the wire.</summary>
static class FieldBits
{
    /// <summary>The most bytes of a varint of 64 bits.</summary>
    internal const int MaxVarIntBytes = 10;

    /// <summary>The low bits that a field of a width has.</summary>
    internal static ulong Mask(int width) => width is <= 0 or >= 64 ? ulong.MaxValue : (1UL << width) - 1;

    /// <summary>Raw bits as <see cref="FieldNode.Bits"/> holds them: sign-extended when signed.</summary>
    internal static ulong Normalize(FieldSchema field, ulong raw)
    {
        if (field.BitWidth is <= 0 or >= 64)
        {
            return raw;
        }

        raw &= Mask(field.BitWidth);
        var isNegative = field.IsSigned && field.Kind == FieldKind.Integer && (raw >> (field.BitWidth - 1)) != 0;
        return isNegative ? raw | ~Mask(field.BitWidth) : raw;
    }

    /// <summary>The value of an integer's bits.</summary>
    internal static Int128 Number(FieldSchema field, ulong bits) => field.IsSigned ? (long)bits : bits;

    /// <summary>The bits of an integer's value, as <see cref="FieldNode.Bits"/> holds them.</summary>
    internal static ulong Of(FieldSchema field, Int128 number) => Normalize(field, unchecked((ulong)number));

    /// <summary>Whether two raw values are the same in the field's width.</summary>
    internal static bool Same(FieldSchema field, ulong left, ulong right) => ((left ^ right) & Mask(field.BitWidth)) == 0;

    /// <summary>The name of an enum's value, or null.</summary>
    internal static string? NameOf(FieldSchema field, ulong bits)
    {
        foreach (var named in field.Names)
        {
            if (Same(field, named.Value, bits))
            {
                return named.Name;
            }
        }

        return null;
    }

    /// <summary>Whether the condition holds for the deciding field's value, whichever way its declaration gave a negative one.</summary>
    internal static bool Holds(FieldCondition condition, FieldSchema deciding, ulong bits) =>
        condition.Holds(bits) || (deciding.IsSigned && condition.Holds(bits & Mask(deciding.BitWidth)));

    /// <summary>Reads an integer of 1 to 8 bytes.</summary>
    internal static ulong Read(ReadOnlySpan<byte> bytes, ByteOrder order)
    {
        var value = 0UL;
        for (var i = 0; i < bytes.Length; i++)
        {
            value = (value << 8) | bytes[order == ByteOrder.BigEndian ? i : bytes.Length - 1 - i];
        }

        return value;
    }

    /// <summary>An integer's low bytes.</summary>
    internal static byte[] Write(ulong value, int bytes, ByteOrder order)
    {
        Span<byte> all = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(all, value);
        var result = all[(8 - bytes)..].ToArray();
        if (order == ByteOrder.LittleEndian)
        {
            Array.Reverse(result);
        }

        return result;
    }

    /// <summary>The shortest varint of raw bits.</summary>
    internal static byte[] WriteVarInt(ulong raw)
    {
        Span<byte> buffer = stackalloc byte[MaxVarIntBytes];
        var length = 0;
        while (raw >= 0x80)
        {
            buffer[length++] = (byte)(raw | 0x80);
            raw >>= 7;
        }

        buffer[length++] = (byte)raw;
        return buffer[..length].ToArray();
    }

    /// <summary>Folds a signed value (0, -1, 1, …) into raw bits.</summary>
    internal static ulong Fold(ulong bits) => (bits << 1) ^ (ulong)((long)bits >> 63);

    /// <summary>Undoes <see cref="Fold"/>.</summary>
    internal static ulong Unfold(ulong raw) => (raw >> 1) ^ (0UL - (raw & 1));

    /// <summary>The width in bytes of a length prefix; 0 for a varint.</summary>
    internal static int PrefixBytes(LengthPrefix prefix) => prefix == LengthPrefix.VarInt ? 0 : (int)prefix;

    /// <summary>The largest length that a prefix holds.</summary>
    internal static ulong PrefixMax(LengthPrefix prefix) => prefix == LengthPrefix.VarInt ? ulong.MaxValue : Mask((int)prefix * 8);
}
