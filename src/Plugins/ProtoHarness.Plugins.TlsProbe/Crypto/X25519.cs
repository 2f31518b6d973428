using System.Numerics;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>
/// X25519 (RFC 7748, 5), which the runtime does not offer. Slow and not constant in time: the keys here protect nothing, they only let the probe read
/// what a server shows to anybody.
/// </summary>
static class X25519
{
    static readonly BigInteger P = (BigInteger.One << 255) - 19;

    public static ReadOnlySpan<byte> BasePoint => [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The point of a scalar and a u-coordinate, 32 bytes each.</summary>
    public static byte[] Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> u)
    {
        var clamped = scalar.ToArray();
        clamped[0] &= 248;
        clamped[31] = (byte)((clamped[31] & 127) | 64);
        var masked = u.ToArray();
        masked[31] &= 127;
        var k = new BigInteger(clamped, isUnsigned: true);
        var x1 = new BigInteger(masked, isUnsigned: true) % P;
        BigInteger x2 = 1, z2 = 0, x3 = x1, z3 = 1;
        var swapped = false;
        for (var t = 254; t >= 0; t--)
        {
            var bit = !(k >> t).IsEven;
            if (swapped != bit)
            {
                (x2, x3, z2, z3) = (x3, x2, z3, z2);
            }

            swapped = bit;
            var a = x2 + z2;
            var b = x2 - z2;
            var aa = a * a % P;
            var bb = b * b % P;
            var e = aa - bb;
            var da = (x3 - z3) * a % P;
            var cb = (x3 + z3) * b % P;
            x3 = BigInteger.ModPow(da + cb, 2, P);
            z3 = x1 * BigInteger.ModPow(da - cb, 2, P) % P;
            x2 = aa * bb % P;
            z2 = e * (aa + (121_665 * e)) % P;
        }

        if (swapped)
        {
            (x2, z2) = (x3, z3);
        }

        var result = ((x2 * BigInteger.ModPow(z2, P - 2, P) % P) + P) % P;
        var bytes = new byte[32];
        result.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
