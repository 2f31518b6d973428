using System.Security.Cryptography;
using ProtoHarness.Plugins.TlsProbe.Crypto;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>The keys of the box, opened.</summary>
static class BoxKeys
{
    public static RSA Root { get; } = Open(BoxKeyData.Root);

    public static RSA Intermediate { get; } = Open(BoxKeyData.Intermediate);

    public static RSA Leaf { get; } = Open(BoxKeyData.Leaf);

    public static RSA Other { get; } = Open(BoxKeyData.Other);

    /// <summary>Of 1024 bits.</summary>
    public static RSA Short { get; } = Open(BoxKeyData.Short);

    /// <summary>The private key of <see cref="Curve"/>.</summary>
    public static byte[] CurveSecret { get; } = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <summary>On P-256.</summary>
    public static ECDsa Curve { get; } = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = CurveSecret });

    /// <summary>The box's side of key exchanges: the same in every process.</summary>
    public static KeyRing Shares { get; } = new(new Random(1));

    static RSA Open(string text)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPrivateKey(Convert.FromBase64String(text), out _);
        return rsa;
    }
}
