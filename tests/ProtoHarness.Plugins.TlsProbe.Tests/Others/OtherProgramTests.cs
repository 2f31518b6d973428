using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.StartTls;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Others;

public sealed class OtherProgramTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls-probe");

    public static TheoryData<string> Protocols => [.. StartTlsProtocols.All.Select(protocol => protocol.Name)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_suites_of_an_openssl_server_are_those_that_sslscan_finds()
    {
        OpenSsl.Need("openssl");
        OpenSsl.Need("sslscan");
        var (process, port) = await OpenSsl.ServeAsync(await CertificateAsync(), At("key.pem"));
        using var server = process;
        try
        {
            var record = await ProbeAsync("localhost", port);
            var file = At("scan.xml");
            await OpenSsl.RunAsync("sslscan", "--no-colour", "--no-heartbleed", "--no-groups", $"--xml={file}", $"localhost:{port}");
            var theirs = XDocument.Load(file).Descendants("cipher").Where(cipher => cipher.Attribute("status")?.Value is "accepted" or "preferred")
                .Select(cipher => $"{cipher.Attribute("sslversion")!.Value} {Convert.ToInt32(cipher.Attribute("id")!.Value, 16) & 0xFFFF:X4}")
                .Distinct().Order(StringComparer.Ordinal).ToList();
            var ours = record.Accepted!.Suites.SelectMany(pair => pair.Value.Select(suite => $"{Name(pair.Key)} {suite:X4}")).Order(StringComparer.Ordinal);

            Assert.True(theirs.Count > 50, $"sslscan found {theirs.Count}");
            Assert.Equal(theirs, ours);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task An_openssl_server_that_needs_a_certificate_is_seen_to()
    {
        OpenSsl.Need("openssl");
        foreach (var version in new[] { "-tls1_2", "-tls1_3" })
        {
            foreach (var (flag, code) in new[] { ("-verify", Codes.ClientCertificateOptional), ("-Verify", Codes.ClientCertificateRequired) })
            {
                var (process, port) = await OpenSsl.ServeAsync(await CertificateAsync(), At("key.pem"), version, flag, "1");
                using var server = process;
                try
                {
                    var record = await ProbeAsync("localhost", port);
                    Assert.Contains(record.Findings, finding => finding.Code == code);
                    Assert.Equal(ProtoHarness.Plugins.TlsProbe.Crypto.Possession.Proven, record.Possession);
                }
                finally
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

    [Theory]
    [InlineData("good-rsa", "-tls1_2")]
    [InlineData("good-rsa", "-tls1_3")]
    [InlineData("good-ecdsa", "-tls1_3")]
    [InlineData("good-staple", "-tls1_2")]
    [InlineData("good-staple", "-tls1_3")]
    public async Task Openssl_accepts_the_boxs_server(string name, string version)
    {
        OpenSsl.Need("openssl");
        await using var box = new BoxListener(name);
        var output = await ConnectAsync(box.Port, version, "-status");

        Assert.Contains("Verify return code: 0 (ok)", output, StringComparison.Ordinal);
        Assert.Equal(name == "good-staple", output.Contains("OCSP Response Status: successful", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Openssl_goes_over_to_tls_as_the_probe_does(string protocol)
    {
        OpenSsl.Need("openssl");
        await using var box = new BoxListener($"{protocol}-ok");
        var output = await ConnectAsync(box.Port, "-starttls", protocol);

        Assert.Contains("Verify return code: 0 (ok)", output, StringComparison.Ordinal);
    }

    async Task<string> ConnectAsync(int port, params string[] more)
    {
        await File.WriteAllTextAsync(At("root.pem"), PemOf(BoxPki.Root), TestContext.Current.CancellationToken);
        return await OpenSsl.RunAsync(
            "openssl", ["s_client", "-connect", $"127.0.0.1:{port}", "-CAfile", At("root.pem"), "-servername", "host.probe.test", "-verify_hostname", "host.probe.test", .. more]);
    }

    async Task<ProbeRecord> ProbeAsync(string host, int port)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(At("cert.pem"));
        var fleet = new FleetProbe(new SocketNetwork(), new FleetOptions { Rate = 100_000 }, TimeProvider.System, number => new Random((int)number));
        ProbeRecord? record = null;
        await fleet.RunAsync(
            [(new ProbeTarget(host, port), new ProbeOptions { Trust = new() { Roots = roots } })], told => record = told, TestContext.Current.CancellationToken);
        return record!;
    }

    async Task<string> CertificateAsync()
    {
        await OpenSsl.RunAsync(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", At("key.pem"), "-out", At("cert.pem"), "-days", "90", "-subj", "/CN=localhost",
            "-config", "/dev/null", "-addext", "subjectAltName=DNS:localhost");
        return At("cert.pem");
    }

    string At(string name) => Path.Combine(_folder.FullName, name);

    static string PemOf(byte[] der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return certificate.ExportCertificatePem();
    }

    static string Name(TlsVersion version) => version switch
    {
        TlsVersion.Tls10 => "TLSv1.0", TlsVersion.Tls11 => "TLSv1.1", TlsVersion.Tls12 => "TLSv1.2", TlsVersion.Tls13 => "TLSv1.3", _ => $"{version}",
    };
}
