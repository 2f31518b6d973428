using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Certificates;

/// <summary>The library reads some fields only when it is asked for them, and throws then.</summary>
public class BrokenCertificateTests
{
    static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly X509Certificate2Collection Roots = [X509CertificateLoader.LoadCertificate(BoxPki.Root)];

    public static TheoryData<string> Leaves => ["rsa", "curve"];

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_certificate_with_any_bit_turned_is_judged_or_is_none(string key)
    {
        var pki = BoxPki.At(Now);
        var leaf = key == "rsa" ? pki.Leaf(spec => spec with { Key = BoxKeys.Leaf }) : pki.GoodLeaf;
        var shared = new SharedWork(new Random(1));
        var (judged, none) = (0, 0);
        for (var i = 0; i < leaf.Length; i++)
        {
            var broken = (byte[])leaf.Clone();
            broken[i] ^= (byte)(1 << (i % 8));
            var verdict = new ChainJudge(new TrustOptions { Roots = Roots }, "host.probe.test", Now, shared).Judge([broken, pki.Intermediate], null);
            judged += verdict is null ? 0 : 1;
            none += verdict is null ? 1 : 0;
            Assert.False(verdict is { IsVerified: true }, $"byte {i} is not under the signature");
        }

        Assert.True(judged > 0 && none > 0, $"{judged} judged, {none} none");
    }
}
