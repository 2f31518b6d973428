using System.Security.Cryptography;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>
/// A small TLS server that presents whatever its profile says, right or wrong, in every version. Up to TLS 1.2 it names any suite and shows its flight;
/// it ends handshakes with ECDHE and AES-GCM, and in TLS 1.3.
/// </summary>
/// <param name="profile">How it behaves.</param>
/// <param name="random">Where its randoms come from.</param>
/// <param name="sessions">The sessions that it resumes; null: none.</param>
sealed class BoxServer(BoxProfile profile, Random random, BoxSessions? sessions = null)
{
    const byte HandshakeFailure = 40;
    const byte ProtocolVersion = 70;
    const byte UnrecognizedName = 112;

    /// <summary>Serves one connection to its end.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="number">Which connection it is, from 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProtocolException">The client breaks the protocol.</exception>
    public async Task ServeAsync(Stream stream, int number, CancellationToken cancellationToken)
    {
        if (profile.StartTls is { } protocol && !await protocol.ServeAsync(stream, profile.Mood, cancellationToken).ConfigureAwait(false))
        {
            await new BoxSocket(stream, cancellationToken).EndAsync().ConfigureAwait(false);
            return;
        }

        var socket = new BoxSocket(stream, cancellationToken);
        if (await IsSsl2Async(socket).ConfigureAwait(false))
        {
            await AnswerSsl2Async(stream, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await socket.MessageAsync().ConfigureAwait(false) is not { } message)
        {
            return;
        }

        var hello = OfferedHello.Read(message);
        var version = hello.Versions.Intersect(profile.Suites.Keys).DefaultIfEmpty(TlsVersion.None).Max();
        socket.RecordVersion = version is TlsVersion.None or TlsVersion.Tls13 ? TlsVersion.Tls12 : version;
        var chain = profile.Present(number, hello.Name);

        // The client's first, as most servers do.
        var groups = hello.Groups.Where(profile.Groups.Contains).ToList();
        ushort? suite = version == TlsVersion.None ? null
            : profile.Suites[version].Where(id => hello.Hello.CipherSuites.Contains(id) && (groups.Count > 0 || !NeedsGroup(version, id)) && (chain is null || Fits(id, chain.Key)))
                .Select(id => (ushort?)id).FirstOrDefault();
        if (version == TlsVersion.None || chain is null || suite is null)
        {
            socket.Alert(version == TlsVersion.None ? ProtocolVersion : chain is null ? UnrecognizedName : HandshakeFailure);
            await socket.EndAsync().ConfigureAwait(false);
            return;
        }

        if (version == TlsVersion.Tls13)
        {
            await new BoxTls13(profile, socket, chain, suite.Value, random).RunAsync(message, hello, groups).ConfigureAwait(false);
        }
        else
        {
            await new BoxTls12(profile, socket, chain, version, suite.Value, random) { Sessions = sessions }.RunAsync(message, hello, groups).ConfigureAwait(false);
        }
    }

    static bool Fits(ushort suite, AsymmetricAlgorithm key) =>
        CipherSuites.Of(suite) is var kind && (kind.IsTls13 || !kind.HasCertificate || kind.IsEcdsa == key is ECDsa);

    static bool NeedsGroup(TlsVersion version, ushort suite) => version == TlsVersion.Tls13 || CipherSuites.Of(suite).IsEcdhe;

    static async Task<bool> IsSsl2Async(BoxSocket socket)
    {
        while (socket.Input.Count < 3)
        {
            if (!await socket.FillAsync().ConfigureAwait(false))
            {
                return false;
            }
        }

        return (socket.Input.Memory.Span[0] & 0x80) != 0 && socket.Input.Memory.Span[2] == 1;
    }

    async Task AnswerSsl2Async(Stream stream, CancellationToken cancellationToken)
    {
        if (profile.Suites.ContainsKey(TlsVersion.Ssl2) && profile.Present(0, null) is { } chain)
        {
            var hello = Ssl2ServerHello.Create(0, 1, TlsVersion.Ssl2, chain.Certificates[0], new byte[] { 1, 0, 0x80 }, new byte[16]);
            await stream.WriteAsync(Bytes.Of(hello), cancellationToken).ConfigureAwait(false);
        }
    }
}
