namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>
/// X25519 (RFC 7748, 5), which the runtime does not offer. Not constant in time: the keys here protect nothing, they only let the probe read what a server shows
/// to anybody.
/// </summary>
static class X25519
{
    public static ReadOnlySpan<byte> BasePoint => [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The point of a scalar and a u-coordinate, 32 bytes each.</summary>
    public static byte[] Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> u)
    {
        var k = scalar.ToArray();
        k[0] &= 248;
        k[31] = (byte)((k[31] & 127) | 64);
        var x1 = Field25519.Read(u);
        Field25519 x2 = 1, z2 = 0, x3 = x1, z3 = 1;
        var swapped = false;
        for (var t = 254; t >= 0; t--)
        {
            var bit = ((k[t / 8] >> (t % 8)) & 1) != 0;
            if (swapped != bit)
            {
                (x2, x3, z2, z3) = (x3, x2, z3, z2);
            }

            swapped = bit;
            var a = x2 + z2;
            var b = x2 - z2;
            var aa = a * a;
            var bb = b * b;
            var e = aa - bb;
            var da = (x3 - z3) * a;
            var cb = (x3 + z3) * b;
            var (sum, difference) = (da + cb, da - cb);
            x3 = sum * sum;
            z3 = x1 * (difference * difference);
            x2 = aa * bb;
            z2 = e * (aa + (121_665 * e));
        }

        return ((swapped ? x3 : x2) * (swapped ? z3 : z2).Inverse()).ToBytes();
    }
}
