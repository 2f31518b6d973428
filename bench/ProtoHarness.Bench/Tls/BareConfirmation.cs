using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Bench.Tls;

/// <summary>
/// What a confirmation cannot do without: a connection, and a handshake of the runtime's TLS without resumption, downloads or roots. It has no budget, and nobody
/// looks at what came of it.
/// </summary>
static class BareConfirmation
{
    /// <summary>Makes one, and fails when the server does not.</summary>
    /// <param name="port">The server's, on this machine.</param>
    /// <param name="name">What the server is asked for.</param>
    public static async Task AskAsync(int port, string name)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = name,
            EnabledSslProtocols = SslProtocols.Tls12,
            AllowTlsResume = false,
            CertificateChainPolicy = new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true, TrustMode = X509ChainTrustMode.CustomRootTrust },
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
    }
}
