using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Certificates;

public class PathCacheTests
{
    static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly X509Certificate2Collection Roots = [X509CertificateLoader.LoadCertificate(BoxPki.Root)];

    readonly CertificateCache _certificates = new();
    readonly PathCache _paths = new();

    [Fact]
    public void The_same_bytes_are_read_once_and_their_path_is_built_once()
    {
        var first = Build(Now);

        Assert.True(first.IsVerified);
        Assert.Same(first, Build(Now.AddMinutes(1)));
        Assert.Same(first.Path[0], Build(Now.AddHours(1)).Path[0]);
    }

    [Fact]
    public void A_path_is_built_again_when_it_is_old_when_the_roots_are_others_and_when_a_certificate_has_ended()
    {
        var first = Build(Now);

        Assert.NotSame(first, Build(Now + PathCache.MostAge + TimeSpan.FromSeconds(1)));
        Assert.False(_paths.Build(Presented(), [], Now, _certificates).IsVerified);

        var end = first.Path[0].Report.NotAfter;
        Assert.True(Build(end.AddSeconds(-1)).IsVerified);
        Assert.False(Build(end.AddSeconds(2)).IsVerified);
        Assert.True(Build(end.AddSeconds(-1)).IsVerified);
    }

    BuiltPath Build(DateTimeOffset now) => _paths.Build(Presented(), Roots, now, _certificates);

    List<KnownCertificate> Presented()
    {
        var pki = BoxPki.At(Now);
        return [_certificates.Read(pki.GoodLeaf)!, _certificates.Read(pki.Intermediate)!];
    }
}
