using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Tests.Others;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Probing;

/// <summary>The second opinion of the runtime's own TLS.</summary>
public class ConfirmationTests
{
    static readonly X509Certificate2Collection Roots = [X509CertificateLoader.LoadCertificate(BoxPki.Root)];

    [Theory]
    [InlineData("good")]
    [InlineData("good-rsa")]
    [InlineData("good-tls12")]
    [InlineData("good-ecdsa")]
    public async Task A_good_server_is_confirmed(string name)
    {
        await using var box = new BoxListener(name);
        var record = await ProbeAsync(box.Port);

        Assert.Empty(record.Findings);
        Assert.True(record.Confirmed is { IsDone: true, IsSameLeaf: true }, $"{record.Confirmed}");
        Assert.Equal(Possession.Proven, record.Possession);
    }

    [Theory]
    [InlineData("expired", Codes.Expired)]
    [InlineData("untrusted-root", Codes.UntrustedRoot)]
    [InlineData("wrong-host", Codes.NameMismatch)]
    public async Task What_is_wrong_with_certificates_does_not_keep_it_from_confirming_the_key(string name, string code)
    {
        await using var box = new BoxListener(name);
        var record = await ProbeAsync(box.Port);

        Assert.Equal(code, Assert.Single(record.Findings).Code);
        Assert.True(record.Confirmed is { IsDone: true, IsSameLeaf: true }, $"{record.Confirmed}");
    }

    [Fact]
    public async Task A_renewed_certificate_is_seen_though_a_session_with_the_old_one_could_be_resumed()
    {
        await using var box = new BoxListener("renewed");
        await ConnectAsync(box.Port, resume: true);
        await ConnectAsync(box.Port, resume: true);

        // The trap is there: whoever resumes gets no certificate, and shows the one of then.
        Assert.Equal(1, box.Sessions.Resumed);

        var record = await ProbeAsync(box.Port);
        Assert.Equal(1, box.Sessions.Resumed);
        Assert.Empty(record.Findings);
        Assert.True(record.Confirmed is { IsDone: true, IsSameLeaf: true }, $"{record.Confirmed}");
    }

    [Fact]
    public async Task An_issuers_address_is_never_asked()
    {
        using var issuer = new TcpListener(IPAddress.Loopback, 0);
        issuer.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)issuer.LocalEndpoint).Port}/issuer.cer";
        var leaf = BoxPki.At(TimeProvider.System.GetUtcNow()).Leaf(spec => spec with { IssuerUrl = url });
        await using var box = new BoxListener(new BoxProfile
        {
            Present = (_, _) => new BoxChain([leaf], BoxKeys.Curve), Suites = new SortedDictionary<TlsVersion, ushort[]> { [TlsVersion.Tls12] = [0xC02B] },
        });
        var record = await ProbeAsync(box.Port);

        Assert.Equal(Codes.Incomplete, Assert.Single(record.Findings).Code);
        Assert.Contains(url, record.Findings[0].Detail, StringComparison.Ordinal);
        Assert.True(record.Confirmed is { IsDone: true }, $"{record.Confirmed}");
        Assert.False(issuer.Pending());
    }

    static async Task<ProbeRecord> ProbeAsync(int port)
    {
        ProbeRecord? record = null;

        // Not the seeds of the box: the number of a session must be nobody's by chance.
        await new FleetProbe(new SocketNetwork(), new FleetOptions { Rate = 100_000 }, TimeProvider.System, number => new Random(1000 + (int)number)).RunAsync(
            [(new ProbeTarget("127.0.0.1", port) { Name = "host.probe.test" }, new ProbeOptions { Confirm = true, Trust = new() { Roots = Roots } })],
            told => record = told, TestContext.Current.CancellationToken);
        return record!;
    }

    static async Task ConnectAsync(int port, bool resume)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "host.probe.test", AllowTlsResume = resume, RemoteCertificateValidationCallback = (_, _, _, _) => true },
            TestContext.Current.CancellationToken);
        await stream.ShutdownAsync();
    }
}
