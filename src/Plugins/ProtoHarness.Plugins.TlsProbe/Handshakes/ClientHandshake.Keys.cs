using System.Security.Cryptography;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>Keys, and the end of a handshake without a certificate of the client's.</summary>
sealed partial class ClientHandshake
{
    KeySchedule? _schedule;
    OldKeySchedule? _oldSchedule;
    byte[] _clientSecret = [];
    byte[] _serverSecret = [];

    void StartTls13(KeyShareEntry? share)
    {
        if (_shares.Find(mine => mine.Group == share?.Group) is not { } own)
        {
            Malformed("ServerHello.key_share", share is null ? "there is none" : $"no key of {share.Group} was sent");
            return;
        }

        if (SuiteCrypto.Of(Flight.Suite) is not { } suite)
        {
            Fail(Reports.Codes.Unsupported, $"{CipherSuites.Of(Flight.Suite).Name} cannot be decrypted here");
            return;
        }

        if (own.Agree(share!.Key.Span) is not { } secret)
        {
            Malformed("ServerHello.key_share", $"the key is none of {share.Group}");
            return;
        }

        _schedule = new KeySchedule(suite, secret);
        var hash = _transcript.Hash(suite.Hash);
        (_clientSecret, _serverSecret) = (_schedule.Traffic(ofClient: true, hash), _schedule.Traffic(ofClient: false, hash));
        _open = _schedule.Cipher(_serverSecret);
    }

    void TakeFinished(byte[] message, ReadOnlyMemory<byte> body)
    {
        var suite = SuiteCrypto.Of(Flight.Suite);
        var expected = Is13 ? _schedule!.Finished(_serverSecret, _transcript.Hash(suite!.Hash))
            : _oldSchedule?.Finished(ofClient: false, _transcript.Hash(suite!.Hash));
        if (expected is null || !CryptographicOperations.FixedTimeEquals(expected, body.Span))
        {
            Malformed("Finished", "it does not fit the handshake");
            return;
        }

        _transcript.Add(message);
        if (!Is13)
        {
            Flight.WantsNoCertificate = true;
            IsOver = true;
        }
        else if (_spec.Goal == HandshakeGoal.Finish)
        {
            EndFlight13(suite!);
        }
        else
        {
            IsOver = true;
        }
    }

    void EndFlight13(SuiteCrypto suite)
    {
        // Both ends change keys here: the server's next records are under its application's.
        var hash = _transcript.Hash(suite.Hash);
        _open!.Dispose();
        _open = _schedule!.Cipher(_schedule.Application(ofClient: false, hash));
        _seal = _schedule.Cipher(_clientSecret);
        _output.AddRange(Bytes.Records(ContentType.ChangeCipherSpec, new byte[] { 1 }));
        if (Flight.AsksForCertificate)
        {
            var none = Bytes.Message(HandshakeType.Certificate, Bytes.Of(Certificate13.Create(_requestContext, [])));
            _transcript.Add(none);
            _output.AddRange(_seal.Seal(ContentType.Handshake, none));
        }

        var finished = Bytes.Message(HandshakeType.Finished, _schedule.Finished(_clientSecret, _transcript.Hash(suite.Hash)));
        _output.AddRange(_seal.Seal(ContentType.Handshake, finished));

        // A server that wants no certificate may have nothing to say; our goodbye makes it answer.
        using var goodbye = _schedule.Cipher(_schedule.Application(ofClient: true, hash));
        _output.AddRange(goodbye.Seal(ContentType.Alert, Bytes.Of(AlertMessage.Create(AlertLevel.Warning, AlertMessage.CloseNotify))));
        _sentFinished = true;
    }

    void EndFlight12()
    {
        if (_spec.Goal != HandshakeGoal.Finish)
        {
            IsOver = true;
            return;
        }

        if (SuiteCrypto.Of(Flight.Suite) is not { } suite || _ecdhe is not { } server || !KeyShare.CanMake(server.Group))
        {
            Fail(Reports.Codes.Unsupported, $"{CipherSuites.Of(Flight.Suite).Name} with {Flight.Group} cannot be done to the end here");
            return;
        }

        var own = _shared.Keys.Of(server.Group);
        if (own.Agree(server.Key.Span) is not { } secret)
        {
            Malformed("ServerKeyExchange", $"the key is none of {server.Group}");
            return;
        }

        var messages = new List<byte>();
        if (Flight.AsksForCertificate)
        {
            messages.AddRange(Bytes.Message(HandshakeType.Certificate, Bytes.Of(Certificate12.Create([]))));
        }

        messages.AddRange(Bytes.Message(HandshakeType.ClientKeyExchange, (byte[])[(byte)own.PublicKey.Length, .. own.PublicKey]));
        _transcript.Add([.. messages]);
        _oldSchedule = new OldKeySchedule(suite, secret, _random, _serverRandom);
        _seal = _oldSchedule.Cipher(ofClient: true);
        var finished = Bytes.Message(HandshakeType.Finished, _oldSchedule.Finished(ofClient: true, _transcript.Hash(suite.Hash)));
        _transcript.Add(finished);
        _output.AddRange(Bytes.Records(ContentType.Handshake, messages.ToArray()));
        _output.AddRange(Bytes.Records(ContentType.ChangeCipherSpec, new byte[] { 1 }));
        _output.AddRange(_seal.Seal(ContentType.Handshake, finished));
        _sentFinished = true;
    }

    void TakeChangeCipherSpec()
    {
        if (_oldSchedule is not null && _open is null)
        {
            _open = _oldSchedule.Cipher(ofClient: false);
        }
    }
}
