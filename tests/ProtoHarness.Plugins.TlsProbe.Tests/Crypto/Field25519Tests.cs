using System.Numerics;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Crypto;

public class Field25519Tests
{
    static readonly BigInteger Modulus = (BigInteger.One << 255) - 19;

    /// <summary>Where carries go furthest: next to 0, to the modulus and to 2^255, and where limbs meet.</summary>
    public static TheoryData<string> Extremes { get; } =
        [.. new[] { 0, 1, 18, 19, 20, Modulus - 1, Modulus, Modulus + 1, Modulus + 18, Modulus - 19, BigInteger.One << 51, (BigInteger.One << 204) - 1, BigInteger.One << 254 }
            .Select(number => number.ToString("x"))];

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Extreme_numbers_compute_as_integers_do(string hex)
    {
        var one = BigInteger.Parse("0" + hex, System.Globalization.NumberStyles.HexNumber, null);

        foreach (var other in Extremes.Select(row => BigInteger.Parse("0" + row.Data, System.Globalization.NumberStyles.HexNumber, null)))
        {
            Agree(one, other);
        }
    }

    [Property(MaxTest = 200)]
    public void Any_numbers_compute_as_integers_do(int seed)
    {
        var random = new Random(seed);

        Agree(Any(random), Any(random));
    }

    static void Agree(BigInteger one, BigInteger other)
    {
        var (x, y) = (Of(one), Of(other));

        Assert.Equal(Reduced(one * other), Number(x * y));
        Assert.Equal(Reduced(one + other), Number(x + y));
        Assert.Equal(Reduced(one - other), Number(x - y));
        Assert.Equal(Reduced((one + other) * (one - other)), Number((x + y) * (x - y)));
        Assert.Equal(BigInteger.ModPow(one, Modulus - 2, Modulus), Number(x.Inverse()));
    }

    static BigInteger Any(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        bytes[31] &= 127;
        return new(bytes, isUnsigned: true);
    }

    static Field25519 Of(BigInteger number)
    {
        var bytes = new byte[32];
        Assert.True(number.TryWriteBytes(bytes, out _, isUnsigned: true));
        return Field25519.Read(bytes);
    }

    static BigInteger Number(Field25519 number) => new(number.ToBytes(), isUnsigned: true);

    static BigInteger Reduced(BigInteger number) => ((number % Modulus) + Modulus) % Modulus;
}
