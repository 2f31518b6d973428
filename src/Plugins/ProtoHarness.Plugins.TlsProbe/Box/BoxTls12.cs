using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>A handshake of SSL 3.0 to TLS 1.2, as the server.</summary>
sealed class BoxTls12(BoxProfile profile, BoxSocket socket, BoxChain chain, TlsVersion version, ushort suite, Random random)
{
    readonly Transcript _transcript = new();
    readonly byte[] _random = new byte[32];
    byte[] _sessionId = [];

    /// <summary>The sessions that it resumes; null: none.</summary>
    public BoxSessions? Sessions { get; init; }

    public async Task RunAsync(byte[] message, OfferedHello hello, List<NamedGroup> groups)
    {
        _transcript.Add(message);
        random.NextBytes(_random);
        if (profile.Resumes && Sessions is not null)
        {
            if (Sessions.TryResume(hello.Hello.SessionId.Span, suite, out var earlier))
            {
                await ResumeAsync(hello, earlier.Resume(hello.Hello.Random.Span, _random)).ConfigureAwait(false);
                return;
            }

            random.NextBytes(_sessionId = new byte[32]);
        }

        var kind = CipherSuites.Of(suite);
        var flight = new List<(HandshakeType, byte[])> { (HandshakeType.ServerHello, Hello(hello)) };
        if (kind.HasCertificate)
        {
            flight.Add((HandshakeType.Certificate, Bytes.Of(Certificate12.Create([.. chain.Certificates.Select(der => CertificateItem12.Create(der))]))));
            if (chain.Staple is { } staple && hello.AsksForStatus)
            {
                flight.Add((HandshakeType.CertificateStatus, Bytes.Of(CertificateStatus.Create(staple))));
            }
        }

        var share = kind.IsEcdhe ? BoxKeys.Shares.Of(groups.Find(KeyShare.CanMake)) : null;
        if (share is not null || kind.IsDhe)
        {
            var parameters = share is not null ? Bytes.Of(EcdheParameters.Create(share.Group, share.PublicKey)) : Bytes.Of(FiniteField());
            flight.Add((HandshakeType.ServerKeyExchange, kind.IsAnonymous ? parameters : [.. parameters, .. new BoxSigner(profile, chain.Key, random).Sign(version, [.. hello.Hello.Random.Span, .. _random, .. parameters])]));
        }

        if (profile.AsksForCertificate)
        {
            flight.Add((HandshakeType.CertificateRequest, Bytes.Of(CertificateRequest12.Create(new byte[] { 1, 64 }, [SignatureScheme.RsaPkcs1Sha256], []))));
        }

        flight.Add((HandshakeType.ServerHelloDone, []));
        foreach (var (type, body) in flight)
        {
            _transcript.Add(Bytes.Message(type, body));
        }

        socket.Send(ContentType.Handshake, [.. flight.SelectMany(part => Bytes.Message(part.Item1, part.Item2))]);
        await FinishAsync(hello, share).ConfigureAwait(false);
    }

    byte[] Hello(OfferedHello hello)
    {
        List<RawExtension> extensions = [];
        if (hello.Hello.Extensions.Length > 0)
        {
            extensions.Add(RawExtension.Create(ExtensionType.RenegotiationInfo, new byte[] { 0 }));
            if (chain.Staple is not null && hello.AsksForStatus)
            {
                extensions.Add(RawExtension.Create(ExtensionType.StatusRequest, default));
            }

            if (profile.Alpn.FirstOrDefault(hello.Alpn.Contains) is { } name)
            {
                extensions.Add(RawExtension.Create(
                    ExtensionType.Alpn, Bytes.Of(ProtocolList.Create([ProtocolName.Create(Encoding.ASCII.GetBytes(name))]))));
            }
        }

        return Bytes.Of(ServerHello.Create(version, _random, _sessionId, suite, 0, extensions.Count > 0 ? [ExtensionBlock.Create([.. extensions])] : []));
    }

    /// <summary>Numbers of the right size; nobody computes with them.</summary>
    DheParameters FiniteField()
    {
        var prime = new byte[profile.PrimeBits / 8];
        random.NextBytes(prime);
        prime[0] |= 0x80;
        prime[^1] |= 1;
        return DheParameters.Create(prime, new byte[] { 2 }, prime.AsMemory(1));
    }

    async Task FinishAsync(OfferedHello hello, KeyShare? share)
    {
        var hasCertificate = false;
        OldKeySchedule? schedule = null;
        while (await socket.MessageAsync(() => socket.Open = schedule?.Cipher(ofClient: true)).ConfigureAwait(false) is { } message)
        {
            var body = message.AsMemory(HandshakeMessage.HeaderLength);
            switch ((HandshakeType)message[0])
            {
                case HandshakeType.Certificate:
                    hasCertificate = Bytes.Read<Certificate12>(body) is { Items.Length: > 0 };
                    break;
                case HandshakeType.ClientKeyExchange when share is not null && SuiteCrypto.Of(suite) is { } crypto && body.Length > 1:
                    var secret = share.Agree(body.Span[1..]) ?? throw new ProtocolException("A client's key is none of the group.");
                    schedule = new OldKeySchedule(crypto, secret, hello.Hello.Random.Span, _random);
                    break;
                case HandshakeType.Finished when schedule is not null:
                    await EndAsync(schedule, message, body, hasCertificate).ConfigureAwait(false);
                    return;
                case HandshakeType.CertificateVerify:
                    break;
                default:
                    throw new ProtocolException("A client goes on in a way that the box cannot follow.");
            }

            _transcript.Add(message);
        }
    }

    async Task EndAsync(OldKeySchedule schedule, byte[] message, ReadOnlyMemory<byte> body, bool hasCertificate)
    {
        var hash = SuiteCrypto.Of(suite)!.Hash;
        if (!schedule.Finished(ofClient: true, _transcript.Hash(hash)).AsSpan().SequenceEqual(body.Span))
        {
            throw new ProtocolException("A client's Finished does not fit the handshake.");
        }

        if (profile.NeedsCertificate && !hasCertificate)
        {
            socket.Alert(40);
            await socket.EndAsync().ConfigureAwait(false);
            return;
        }

        _transcript.Add(message);
        Sessions?.Keep(_sessionId, schedule);
        SendFinished(schedule);
        await socket.EndAsync().ConfigureAwait(false);
    }

    /// <summary>The short handshake: no certificate is sent, and the client goes by the one that it saw then.</summary>
    async Task ResumeAsync(OfferedHello hello, OldKeySchedule schedule)
    {
        _sessionId = hello.Hello.SessionId.ToArray();
        socket.Send(HandshakeType.ServerHello, Hello(hello), _transcript);
        SendFinished(schedule);
        if (await socket.MessageAsync(() => socket.Open = schedule.Cipher(ofClient: true)).ConfigureAwait(false) is not null)
        {
            await socket.EndAsync().ConfigureAwait(false);
        }
    }

    void SendFinished(OldKeySchedule schedule)
    {
        socket.Send(ContentType.ChangeCipherSpec, [1]);
        socket.Seal = schedule.Cipher(ofClient: false);
        socket.Send(HandshakeType.Finished, schedule.Finished(ofClient: false, _transcript.Hash(schedule.Suite.Hash)), _transcript);
    }
}
