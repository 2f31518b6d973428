using System.Buffers.Binary;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>
/// A number modulo 2^255 - 19, in five limbs of 51 bits (Bernstein and others, "High-speed high-security signatures", 3). Products have limbs of little more than
/// 51 bits; a sum or a difference of two products may be multiplied, and no more be added to.
/// </summary>
readonly struct Field25519
{
    const int Bits = 51;
    const ulong Mask = (1UL << Bits) - 1;

    // The limbs of twice the modulus: a difference with it is not below zero.
    const ulong TwiceFirst = 2 * (Mask - 18);
    const ulong TwiceOther = 2 * Mask;

    readonly ulong _a, _b, _c, _d, _e;

    Field25519(ulong a, ulong b, ulong c, ulong d, ulong e) => (_a, _b, _c, _d, _e) = (a, b, c, d, e);

    public static implicit operator Field25519(uint number) => new(number, 0, 0, 0, 0);

    public static Field25519 operator +(in Field25519 x, in Field25519 y) => new(x._a + y._a, x._b + y._b, x._c + y._c, x._d + y._d, x._e + y._e);

    public static Field25519 operator -(in Field25519 x, in Field25519 y) =>
        new(x._a + TwiceFirst - y._a, x._b + TwiceOther - y._b, x._c + TwiceOther - y._c, x._d + TwiceOther - y._d, x._e + TwiceOther - y._e);

    public static Field25519 operator *(in Field25519 x, in Field25519 y)
    {
        // What stands at 2^255 and above comes back below, 19 times.
        ulong b = 19 * y._b, c = 19 * y._c, d = 19 * y._d, e = 19 * y._e;
        return Carry(
            Math.BigMul(x._a, y._a) + Math.BigMul(x._b, e) + Math.BigMul(x._c, d) + Math.BigMul(x._d, c) + Math.BigMul(x._e, b),
            Math.BigMul(x._a, y._b) + Math.BigMul(x._b, y._a) + Math.BigMul(x._c, e) + Math.BigMul(x._d, d) + Math.BigMul(x._e, c),
            Math.BigMul(x._a, y._c) + Math.BigMul(x._b, y._b) + Math.BigMul(x._c, y._a) + Math.BigMul(x._d, e) + Math.BigMul(x._e, d),
            Math.BigMul(x._a, y._d) + Math.BigMul(x._b, y._c) + Math.BigMul(x._c, y._b) + Math.BigMul(x._d, y._a) + Math.BigMul(x._e, e),
            Math.BigMul(x._a, y._e) + Math.BigMul(x._b, y._d) + Math.BigMul(x._c, y._c) + Math.BigMul(x._d, y._b) + Math.BigMul(x._e, y._a));
    }

    /// <summary>The number of 32 bytes, the lowest first, without the highest bit (RFC 7748, 5).</summary>
    public static Field25519 Read(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
        var (c, d) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
        return new(a & Mask, ((a >> 51) | (b << 13)) & Mask, ((b >> 38) | (c << 26)) & Mask, ((c >> 25) | (d << 39)) & Mask, (d >> 12) & Mask);
    }

    /// <summary>The 32 bytes of the number, which is reduced.</summary>
    public byte[] ToBytes()
    {
        var x = Carry(_a, _b, _c, _d, _e);

        // Whether the modulus is in it once more, which is whether 19 more would reach 2^255; without it is 19 more without what stands there.
        var over = (x._a + 19) >> Bits;
        over = (x._b + over) >> Bits;
        over = (x._c + over) >> Bits;
        over = (x._d + over) >> Bits;
        over = (x._e + over) >> Bits;
        var a = x._a + (19 * over);
        var b = x._b + (a >> Bits);
        var c = x._c + (b >> Bits);
        var d = x._d + (c >> Bits);
        var e = x._e + (d >> Bits);
        (a, b, c, d, e) = (a & Mask, b & Mask, c & Mask, d & Mask, e & Mask);
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, a | (b << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), (b >> 13) | (c << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (c >> 26) | (d << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), (d >> 39) | (e << 12));
        return bytes;
    }

    /// <summary>The number that gives 1 with this one; 0 for 0: the power of the modulus less 2.</summary>
    public Field25519 Inverse()
    {
        Field25519 power = 1;
        for (var bit = 254; bit >= 0; bit--)
        {
            power *= power;

            // 2^255 - 21 has all bits but these.
            if (bit is not (2 or 4))
            {
                power *= this;
            }
        }

        return power;
    }

    static Field25519 Carry(UInt128 a, UInt128 b, UInt128 c, UInt128 d, UInt128 e)
    {
        b += (ulong)(a >> Bits);
        c += (ulong)(b >> Bits);
        d += (ulong)(c >> Bits);
        e += (ulong)(d >> Bits);
        var first = ((ulong)a & Mask) + (19 * (ulong)(e >> Bits));
        return new(first & Mask, ((ulong)b & Mask) + (first >> Bits), (ulong)c & Mask, (ulong)d & Mask, (ulong)e & Mask);
    }
}
