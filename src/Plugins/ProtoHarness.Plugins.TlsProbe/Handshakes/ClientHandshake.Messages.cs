using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>What each message of the server means.</summary>
sealed partial class ClientHandshake
{
    bool _hasHello;
    byte[] _requestContext = [];
    bool _sentFinished;

    bool Is13 => Flight.Version == TlsVersion.Tls13;

    void Take(HandshakeType type, byte[] message)
    {
        var body = message.AsMemory(HandshakeMessage.HeaderLength);
        if (type == HandshakeType.HelloRequest && body.IsEmpty && !Is13)
        {
            Idle("HelloRequest");
            return;
        }

        if (!_hasHello && type != HandshakeType.ServerHello)
        {
            Malformed($"{type}", "before the ServerHello");
            return;
        }

        switch (type)
        {
            case HandshakeType.ServerHello when !_hasHello:
                TakeHello(message, body);
                return;
            case HandshakeType.EncryptedExtensions when Is13:
                TakeExtensions<ServerExtension>(Bytes.Read<ExtensionBlock>(body), "EncryptedExtensions", extension => TakeServerExtension(extension.Body));
                break;
            case HandshakeType.Certificate when Flight.Certificates is null:
                TakeCertificates(body);
                break;
            case HandshakeType.CertificateStatus when !Is13:
                TakeStatus(body);
                break;
            case HandshakeType.CertificateVerify when Is13:
                TakeVerify(body);
                break;
            case HandshakeType.ServerKeyExchange when !Is13:
                TakeKeyExchange(body);
                break;
            case HandshakeType.CertificateRequest:
                TakeRequest(body);
                break;
            case HandshakeType.ServerHelloDone when !Is13:
                _transcript.Add(message);
                EndFlight12();
                return;
            case HandshakeType.Finished:
                TakeFinished(message, body);
                return;
            case HandshakeType.NewSessionTicket when _sentFinished:
                if (Is13)
                {
                    Flight.WantsNoCertificate ??= true;
                    IsOver = true;
                }

                break;
            default:
                Malformed($"{type}", "it has no place here");
                break;
        }

        _transcript.Add(message);
    }

    void TakeHello(byte[] message, ReadOnlyMemory<byte> body)
    {
        if (HelloRetryRequest.TryRead(body.Span, out var retry) is { IsComplete: true } result && result.Consumed == body.Length)
        {
            TakeRetry(message, retry);
            return;
        }

        if (Bytes.Read<ServerHello>(body) is not { } hello)
        {
            Malformed("ServerHello", "it cannot be read");
            return;
        }

        KeyShareEntry? share = null;
        Flight.Version = hello.Version;
        var isRead = hello.Extensions.Length == 0 || TakeExtensions<ServerExtension>(hello.Extensions[0], "ServerHello", extension =>
        {
            switch (extension.Body)
            {
                case SelectedVersion selected:
                    Flight.Version = selected.Version;
                    break;
                case KeyShareEntry entry:
                    share = entry;
                    break;
                default:
                    TakeServerExtension(extension.Body);
                    break;
            }
        });
        if (!isRead || !Accept(hello.CipherSuite))
        {
            return;
        }

        _hasHello = true;
        _serverRandom = hello.Random.ToArray();
        _transcript.Add(message);
        Flight.Group = share?.Group ?? Flight.Group;
        if (_spec.Goal == HandshakeGoal.Hello)
        {
            IsOver = true;
        }
        else if (Is13)
        {
            StartTls13(share);
        }
    }

    void TakeRetry(byte[] message, HelloRetryRequest retry)
    {
        NamedGroup? group = null;
        ReadOnlyMemory<byte> cookie = default;
        var isRead = TakeExtensions<RetryExtension>(retry.Extensions, "HelloRetryRequest", extension =>
        {
            switch (extension.Body)
            {
                case SelectedVersion selected:
                    Flight.Version = selected.Version;
                    break;
                case SelectedGroup selected:
                    group = selected.Group;
                    break;
                case Cookie sent:
                    cookie = sent.Bytes;
                    break;
            }
        });
        if (!isRead || !Accept(retry.CipherSuite))
        {
            return;
        }

        if (Flight.Retried || (group is { } wanted && !_spec.Groups.Contains(wanted)))
        {
            Malformed("HelloRetryRequest", Flight.Retried ? "a second one" : $"the group {group} was not offered");
            return;
        }

        Flight.Retried = true;
        Flight.Group = group ?? Flight.Group;
        if (_spec.Goal == HandshakeGoal.Hello)
        {
            IsOver = true;
            return;
        }

        if (SuiteCrypto.Of(retry.CipherSuite) is not { } suite || (group is { } unknown && !KeyShare.CanMake(unknown)))
        {
            Fail(Reports.Codes.Unsupported, $"the server wants {group} with {CipherSuites.Of(retry.CipherSuite).Name}, which cannot be done here");
            return;
        }

        if (group is { } chosen)
        {
            _shares.Clear();
            _shares.Add(_shared.Keys.Of(chosen));
        }

        _transcript.Fold(suite.Hash);
        _transcript.Add(message);
        SendHello(cookie);
    }

    bool Accept(ushort suite)
    {
        Flight.Suite = suite;
        if (!_spec.Versions.Contains(Flight.Version) && Enum.IsDefined(Flight.Version) && Flight.Version < _spec.Versions.Min())
        {
            // Not a mistake: it knows nothing better.
            Fail(Reports.Codes.Unsupported, $"the server answers with {Flight.Version}, which was not offered");
        }
        else if (!_spec.Versions.Contains(Flight.Version))
        {
            Malformed("ServerHello.version", $"0x{(int)Flight.Version:X4} was not offered");
        }
        else if (!_spec.Suites.Contains(suite) || CipherSuites.Of(suite).IsTls13 != Is13)
        {
            Malformed("ServerHello.cipher_suite", $"0x{suite:X4} was not offered");
        }

        return !IsOver;
    }

    /// <summary>Reads each extension that is known; one with a bad body is malformed, an unknown one is nobody's business.</summary>
    bool TakeExtensions<TFrame>(ExtensionBlock? block, string where, Action<TFrame> take)
        where TFrame : class, IFrame<TFrame>
    {
        if (block is null)
        {
            Malformed(where, "the list of extensions cannot be read");
            return false;
        }

        foreach (var raw in block.Items)
        {
            var bytes = Bytes.Of(raw);
            var result = TFrame.TryRead(bytes, out var extension);
            if (result.IsComplete)
            {
                take(extension);
            }
            else if (result.Error is not { Kind: FrameErrorKind.UnknownTag })
            {
                Malformed(where, $"extension {raw.Type} cannot be read");
                return false;
            }
        }

        return true;
    }

    void TakeServerExtension(IServerExtension body)
    {
        if (body is ProtocolList { Names: [var name, ..] })
        {
            Flight.Alpn = Encoding.ASCII.GetString(name.Name.Span);
        }
    }
}
