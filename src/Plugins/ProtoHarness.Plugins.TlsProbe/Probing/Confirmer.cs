using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>
/// A handshake of the runtime's own TLS (SslStream), to its end. What it refuses may be this machine's policy, so a refusal says nothing of the server; what it
/// completes confirms the leaf and that the server has its key.
/// </summary>
static class Confirmer
{
    static readonly X509Certificate2Collection Nobody = [];

    /// <summary>Asks.</summary>
    /// <param name="stream">A new connection, at the point where TLS begins.</param>
    /// <param name="target">The server.</param>
    /// <param name="seen">The version and the leaf that the probe saw.</param>
    /// <param name="now">The time that certificates are judged at.</param>
    /// <param name="cancellationToken">The handshake's budget.</param>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public static async Task<Confirmation> AskAsync(
        Stream stream, ProbeTarget target, SeenServer seen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leaf = "";
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = target.HasName ? target.ServerName : "",

            // Another version would ask for keys that the server has no use for.
            EnabledSslProtocols = ProtocolOf(seen.Version),

            // A resumed session shows the certificate of the time when it began, not the one that is served now.
            AllowTlsResume = false,
            AllowRenegotiation = false,

            // Without downloads, since one that stalls holds up the handshake beyond any budget. And without roots: the chain is judged elsewhere,
            // and to look for a path again costs a tenth of the handshake, with this machine's roots a third.
            CertificateChainPolicy = PathBuilder.Policy(Nobody, now),

            // Here only the leaf is looked at.
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                leaf = certificate is null ? "" : Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));
                return true;
            },
        };
        try
        {
            var tls = new SslStream(stream, leaveInnerStreamOpen: true);
            await using var closing = tls.ConfigureAwait(false);
            await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return new(true, leaf == seen.Leaf, $"{tls.SslProtocol} {tls.NegotiatedCipherSuite}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Of any kind: on some bytes of a server SslStream throws what is no exception of TLS, such as IndexOutOfRangeException.
            return new(false, false, (e.InnerException ?? e).Message);
        }
    }

    static SslProtocols ProtocolOf(TlsVersion version) => version switch
    {
        TlsVersion.Tls13 => SslProtocols.Tls13,
        TlsVersion.Tls12 => SslProtocols.Tls12,

        // Older ones it may not speak at all: it says so itself.
        _ => SslProtocols.None,
    };
}
