using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>A handshake of TLS 1.3, as the server.</summary>
sealed class BoxTls13(BoxProfile profile, BoxSocket socket, BoxChain chain, ushort suite, Random random)
{
    readonly Transcript _transcript = new();
    readonly SuiteCrypto _crypto = SuiteCrypto.Of(suite)!;

    public async Task RunAsync(byte[] message, OfferedHello hello, List<NamedGroup> groups)
    {
        _transcript.Add(message);
        if (!groups.Exists(group => hello.Shares.Any(share => share.Group == group)))
        {
            _transcript.Fold(_crypto.Hash);
            socket.Send(HandshakeType.ServerHello, Retry(hello, groups[0]), _transcript);
            if (await socket.MessageAsync().ConfigureAwait(false) is not { } second)
            {
                return;
            }

            _transcript.Add(second);
            hello = OfferedHello.Read(second);
        }

        var theirs = groups.Select(group => hello.Shares.FirstOrDefault(share => share.Group == group)).FirstOrDefault(share => share is not null)
            ?? throw new ProtocolException("A client sends no key of the group that it was asked for.");
        var mine = BoxKeys.Shares.Of(theirs.Group);
        var secret = mine.Agree(theirs.Key.Span) ?? throw new ProtocolException("A client's key is none of the group.");
        socket.Send(HandshakeType.ServerHello, Hello(hello, mine), _transcript);
        var schedule = new KeySchedule(_crypto, secret);
        var client = SendFlight(hello, schedule);
        await FinishAsync(schedule, client).ConfigureAwait(false);
    }

    byte[] Retry(OfferedHello hello, NamedGroup group) => Bytes.Of(HelloRetryRequest.Create(
        TlsVersion.Tls12, hello.Hello.SessionId, suite, 0, ExtensionBlock.Create(
        [
            RawExtension.Create(ExtensionType.SupportedVersions, Bytes.Of(SelectedVersion.Create(TlsVersion.Tls13))),
            RawExtension.Create(ExtensionType.KeyShare, Bytes.Of(SelectedGroup.Create(group))),
        ])));

    byte[] Hello(OfferedHello hello, KeyShare mine)
    {
        var own = new byte[32];
        random.NextBytes(own);
        return Bytes.Of(ServerHello.Create(TlsVersion.Tls12, own, hello.Hello.SessionId, suite, 0,
        [
            ExtensionBlock.Create(
            [
                RawExtension.Create(ExtensionType.SupportedVersions, Bytes.Of(SelectedVersion.Create(TlsVersion.Tls13))),
                RawExtension.Create(ExtensionType.KeyShare, Bytes.Of(KeyShareEntry.Create(mine.Group, mine.PublicKey))),
            ]),
        ]));
    }

    /// <summary>All that is encrypted under the handshake's keys.</summary>
    /// <returns>The secret that the client answers with.</returns>
    byte[] SendFlight(OfferedHello hello, KeySchedule schedule)
    {
        var hash = _transcript.Hash(_crypto.Hash);
        var (client, server) = (schedule.Traffic(ofClient: true, hash), schedule.Traffic(ofClient: false, hash));
        socket.Send(ContentType.ChangeCipherSpec, [1]);
        socket.IsTls13 = true;
        socket.Seal = schedule.Cipher(server);
        socket.Open = schedule.Cipher(client);
        socket.Send(HandshakeType.EncryptedExtensions, Bytes.Of(ExtensionBlock.Create(
            profile.Alpn.FirstOrDefault(hello.Alpn.Contains) is { } name
                ? [RawExtension.Create(ExtensionType.Alpn, Bytes.Of(ProtocolList.Create([ProtocolName.Create(Encoding.ASCII.GetBytes(name))])))] : [])), _transcript);
        if (profile.AsksForCertificate)
        {
            var schemes = RawExtension.Create(ExtensionType.SignatureAlgorithms, Bytes.Of(SchemeList.Create([SignatureScheme.RsaPssRsaeSha256])));
            socket.Send(HandshakeType.CertificateRequest, Bytes.Of(CertificateRequest13.Create(default, ExtensionBlock.Create([schemes]))), _transcript);
        }

        var items = chain.Certificates.Select((der, index) => CertificateItem13.Create(der, ExtensionBlock.Create(
            index == 0 && chain.Staple is { } staple && hello.AsksForStatus
                ? [RawExtension.Create(ExtensionType.StatusRequest, Bytes.Of(CertificateStatus.Create(staple)))] : [])));
        socket.Send(HandshakeType.Certificate, Bytes.Of(Certificate13.Create(default, [.. items])), _transcript);
        var signature = new BoxSigner(profile, chain.Key, random).Sign(TlsVersion.Tls13, HandshakeSignature.Content13(_transcript.Hash(_crypto.Hash)));
        socket.Send(HandshakeType.CertificateVerify, signature, _transcript);
        socket.Send(HandshakeType.Finished, schedule.Finished(server, _transcript.Hash(_crypto.Hash)), _transcript);
        return client;
    }

    async Task FinishAsync(KeySchedule schedule, byte[] client)
    {
        // From here on the server sends under the application's keys.
        var hash = _transcript.Hash(_crypto.Hash);
        socket.Seal = schedule.Cipher(schedule.Application(ofClient: false, hash));
        var hasCertificate = false;
        while (await socket.MessageAsync().ConfigureAwait(false) is { } message)
        {
            var body = message.AsMemory(HandshakeMessage.HeaderLength);
            switch ((HandshakeType)message[0])
            {
                case HandshakeType.Certificate:
                    hasCertificate = Bytes.Read<Certificate13>(body) is { Items.Length: > 0 };
                    break;
                case HandshakeType.Finished:
                    if (!schedule.Finished(client, _transcript.Hash(_crypto.Hash)).AsSpan().SequenceEqual(body.Span))
                    {
                        throw new ProtocolException("A client's Finished does not fit the handshake.");
                    }

                    if (profile.NeedsCertificate && !hasCertificate)
                    {
                        socket.Alert(AlertMessage.CertificateRequired);
                    }
                    else
                    {
                        socket.Send(ContentType.Alert, [(byte)AlertLevel.Warning, AlertMessage.CloseNotify]);
                    }

                    await socket.EndAsync().ConfigureAwait(false);
                    return;
            }

            _transcript.Add(message);
        }
    }
}
