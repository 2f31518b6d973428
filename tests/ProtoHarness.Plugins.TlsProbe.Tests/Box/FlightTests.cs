using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ProtoHarness.Plugins.TlsProbe.Box;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Box;

public class FlightTests
{
    [Theory]
    [InlineData("good-tls12-ecdsa", SslProtocols.Tls12)]
    [InlineData("good-ecdsa", SslProtocols.Tls13)]
    public async Task The_box_sends_each_flight_in_one_piece_so_that_none_waits_for_an_acknowledgement(string name, SslProtocols version)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, BoxPki.At(TimeProvider.System.GetUtcNow()).Profile(BoxCases.Of(name)));
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        await using (var tls = new SslStream(client.GetStream()))
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "host.probe.test", EnabledSslProtocols = version, RemoteCertificateValidationCallback = (_, _, _, _) => true },
                TestContext.Current.CancellationToken);
        }

        // In TLS 1.2 the hello to its done, then the end; in TLS 1.3 all of it, then the goodbye.
        Assert.Equal(2, await serving);
    }

    static async Task<int> ServeAsync(TcpListener listener, BoxProfile profile)
    {
        var stream = new CountedStream(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken));
        await using (stream)
        {
            await new BoxServer(profile, new Random(1)).ServeAsync(stream, 0, TestContext.Current.CancellationToken);
        }

        return stream.Writes;
    }

    sealed class CountedStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
    {
        public int Writes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
