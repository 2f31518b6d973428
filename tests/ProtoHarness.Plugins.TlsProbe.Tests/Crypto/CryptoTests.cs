using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Crypto;

public class CryptoTests
{
    [Fact]
    public void X25519_gives_what_RFC_7748_says()
    {
        var scalar = Convert.FromHexString("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
        var u = Convert.FromHexString("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");

        Assert.Equal("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552", Convert.ToHexStringLower(X25519.Multiply(scalar, u)));
    }

    [Fact]
    public void X25519_of_its_own_results_a_thousand_times_gives_what_RFC_7748_says()
    {
        var (scalar, u) = (X25519.BasePoint.ToArray(), X25519.BasePoint.ToArray());
        for (var i = 0; i < 1000; i++)
        {
            (scalar, u) = (X25519.Multiply(scalar, u), scalar);
        }

        Assert.Equal("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", Convert.ToHexStringLower(scalar));
    }

    [Property(MaxTest = 20)]
    public void Both_sides_of_a_key_exchange_agree(byte which, int one, int other)
    {
        NamedGroup[] groups = [NamedGroup.Secp256R1, NamedGroup.Secp384R1, NamedGroup.Secp521R1, NamedGroup.X25519];
        var (a, b) = (KeyShare.Make(groups[which % 4], new Random(one)), KeyShare.Make(groups[which % 4], new Random(other)));

        Assert.NotNull(a.Agree(b.PublicKey));
        Assert.Equal(a.Agree(b.PublicKey), b.Agree(a.PublicKey));
    }

    [Property(MaxTest = 20)]
    public void A_key_that_is_no_point_is_refused(byte[] key)
    {
        Assert.Null(KeyShare.Make(NamedGroup.Secp256R1, new Random(1)).Agree(key));
    }

    [Property(MaxTest = 5)]
    public void A_signature_with_a_given_salt_is_one_for_the_library_too(int seed)
    {
        var random = new Random(seed);
        var (hash, salt) = (new byte[32], new byte[32]);
        random.NextBytes(hash);
        random.NextBytes(salt);
        var signature = RawRsa.SignPss(BoxKeys.Leaf.ExportParameters(true), hash, HashAlgorithmName.SHA256, salt);

        Assert.True(BoxKeys.Leaf.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    [Property(MaxTest = 20)]
    public void A_signature_on_a_curve_is_one_for_the_library_too_and_the_same_each_time(byte[] content)
    {
        var signature = RawEcdsa.Sign(BoxKeys.CurveSecret, SHA256.HashData(content));

        Assert.True(BoxKeys.Curve.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(signature, RawEcdsa.Sign(BoxKeys.CurveSecret, SHA256.HashData(content)));
        byte[] other = [.. content, 1];
        Assert.False(BoxKeys.Curve.VerifyData(other, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Property(MaxTest = 5)]
    public void An_old_signature_is_verified_and_another_content_is_not(byte[] content)
    {
        var key = BoxKeys.Leaf.ExportParameters(true);
        var signature = RawRsa.Sign(key, HandshakeSignature.Md5AndSha1(content));

        Assert.True(RawRsa.Verify(key, HandshakeSignature.Md5AndSha1(content), signature));
        Assert.False(RawRsa.Verify(key, HandshakeSignature.Md5AndSha1([.. content, 1]), signature));
    }

    [Property(MaxTest = 20)]
    public void What_one_cipher_seals_its_twin_opens_and_a_turned_bit_it_does_not(byte[] plain, byte which, int bit)
    {
        ushort[] suites = [0x1301, 0x1302, 0x1303, 0x1304, 0x1305, 0xC02F, 0xC030];
        var suite = suites[which % suites.Length];
        if (SuiteCrypto.Of(suite) is not { } crypto)
        {
            return;
        }

        var (key, iv, is13) = (new byte[crypto.KeyLength], new byte[suite < 0xC000 ? 12 : 4], suite < 0xC000);
        using var seal = new RecordCipher(crypto, key, iv, is13);
        using var open = new RecordCipher(crypto, key, iv, is13);
        using var strict = new RecordCipher(crypto, key, iv, is13);
        var record = seal.Seal(ContentType.Handshake, plain);

        Assert.True(open.TryOpen((ContentType)record[0], record.AsSpan(5), out var type, out var opened));
        Assert.Equal((ContentType.Handshake, Convert.ToHexString(plain)), (type, Convert.ToHexString(opened)));
        record[5 + (int)((uint)bit % (uint)(record.Length - 5))] ^= 1;
        Assert.False(strict.TryOpen((ContentType)record[0], record.AsSpan(5), out _, out _));
    }
}
