using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Bench.Tls;

/// <summary>The TLS probe against its own box on loopback: chain probes beside SslStream's handshakes, and one full enumeration.</summary>
static class TlsFigures
{
    const int Warm = 200;
    const int Probes = 2000;
    const int AtOnce = 16;

    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(512);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var profile = BoxCases.Of("good-tls12").Profile!(new BoxPki(DateTimeOffset.UtcNow));
        _ = ServeAsync(listener, profile);
        using var root = X509CertificateLoader.LoadCertificate(BoxPki.Root);
        var trust = new ProbeOptions { Depth = ProbeDepth.Chain, Trust = new() { Roots = [root] } };
        var target = new ProbeTarget("127.0.0.1", port) { Name = "host.probe.test" };
        await ProbeAsync(target, trust, Warm);
        await SslAsync(port, root, Warm);
        var raw = await ProbeAsync(target, trust, Probes);
        var ssl = await SslAsync(port, root, Probes / 4);
        Console.WriteLine($"chain probes, judged     {raw,8:0} a second");
        Console.WriteLine($"SslStream, chain built   {ssl,8:0} a second");
        Console.WriteLine($"ratio                    {raw / ssl,8:0.00}");
        var started = Stopwatch.GetTimestamp();
        await ProbeAsync(target, trust with { Depth = ProbeDepth.Full }, 1);
        Console.WriteLine($"one full enumeration     {Stopwatch.GetElapsedTime(started).TotalSeconds,8:0.000} s");
        return 0;
    }

    static async Task<double> ProbeAsync(ProbeTarget target, ProbeOptions options, int count)
    {
        var fleet = new FleetProbe(new SocketNetwork(), new FleetOptions { InFlight = AtOnce, Rate = 1e6 }, TimeProvider.System, number => new Random((int)number));
        var started = Stopwatch.GetTimestamp();
        await fleet.RunAsync(Enumerable.Repeat((target, options), count), record => Require(record.Status == Severity.Ok, record.Findings), default);
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    static async Task<double> SslAsync(int port, X509Certificate2 root, int count)
    {
        var left = count;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = "host.probe.test",
                    AllowTlsResume = false,
                    CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
                });
            }
        }));
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    static void Require(bool condition, IReadOnlyList<Finding> findings)
    {
        if (!condition)
        {
            throw new InvalidOperationException(string.Join(", ", findings));
        }
    }

    static async Task ServeAsync(TcpListener listener, BoxProfile profile)
    {
        for (var number = 0; ; number++)
        {
            var socket = await listener.AcceptSocketAsync();
            _ = ServeOneAsync(socket, profile, number);
        }
    }

    static async Task ServeOneAsync(Socket socket, BoxProfile profile, int number)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await new BoxServer(profile, new Random(number)).ServeAsync(stream, number, default);
        }
        catch (Exception e) when (e is IOException or ProtocolException)
        {
            // A client that goes in the middle is no matter here.
        }
    }
}
