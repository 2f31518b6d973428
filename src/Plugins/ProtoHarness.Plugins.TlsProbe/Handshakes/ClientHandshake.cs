using System.Security.Cryptography;
using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>
/// One handshake as a client: bytes in, bytes out, no socket and no clock. It never trusts a length and never throws on what a server sends; how it
/// ended is in <see cref="Fault"/> and <see cref="Flight"/>.
/// </summary>
sealed partial class ClientHandshake : IDisposable
{
    readonly HelloSpec _spec;
    readonly HandshakeLimits _limits;
    readonly SharedWork _shared;
    readonly ByteQueue _input = new();
    readonly ByteQueue _messages = new();
    readonly List<byte> _output = [];
    readonly Transcript _transcript = new();
    readonly byte[] _random = new byte[32];
    readonly byte[] _sessionId = new byte[32];
    readonly List<KeyShare> _shares = [];
    byte[] _serverRandom = [];
    RecordCipher? _open;
    RecordCipher? _seal;
    long _taken;
    int _records;
    int _idle;

    public ClientHandshake(HelloSpec spec, HandshakeLimits limits, Random random, SharedWork shared)
    {
        (_spec, _limits, _shared) = (spec, limits, shared);
        random.NextBytes(_random);
        random.NextBytes(_sessionId);
        if (spec.Highest == TlsVersion.Tls13)
        {
            _shares.AddRange(spec.Shares.Select(shared.Keys.Of));
        }

        SendHello(default);
    }

    /// <summary>What is known of the server so far.</summary>
    public ServerFlight Flight { get; } = new();

    /// <summary>Why it failed; null while it runs and when it reached its goal.</summary>
    public ProbeFault? Fault { get; private set; }

    /// <summary>Whether nothing more is to be read.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Bytes for the server; taken once.</summary>
    public byte[] TakeOutput()
    {
        var bytes = _output.ToArray();
        _output.Clear();
        return bytes;
    }

    /// <summary>Takes what the server sent.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        if (IsOver)
        {
            return;
        }

        _taken += bytes.Length;
        _input.Add(bytes);
        while (!IsOver && TakeRecord())
        {
        }

        if (!IsOver && _taken > _limits.MaxBytes)
        {
            Fail(Codes.Flood, $"more than {_limits.MaxBytes} bytes (MaxBytes)");
        }
    }

    /// <summary>The stream has ended.</summary>
    public void ReceiveEnd()
    {
        if (IsOver)
        {
            return;
        }

        if (_spec.Goal == HandshakeGoal.Finish && _sentFinished)
        {
            // Closed without a word against the missing certificate, and after our own goodbye.
            Flight.WantsNoCertificate ??= true;
            IsOver = true;
            return;
        }

        Fail(Codes.Eof, $"the stream ended after {_taken} bytes{(Flight.Warning is { } alert ? $", after the warning alert {alert}" : "")}");
    }

    public void Dispose()
    {
        _open?.Dispose();
        _seal?.Dispose();
    }

    bool TakeRecord()
    {
        var result = TlsRecord.TryRead(_input.Sequence, out var record);
        if (result.Error is { } error)
        {
            if (error is { Field: nameof(TlsRecord.Fragment), Kind: FrameErrorKind.LimitExceeded })
            {
                Fail(Codes.RecordOverflow, $"a record of {(_input.Memory.Span[3] << 8) | _input.Memory.Span[4]} bytes");
            }
            else if (_records == 0)
            {
                Fault = NotTls.Guess(_input.Memory.Span);
                IsOver = true;
            }
            else
            {
                Malformed("record", error.Reason);
            }

            return false;
        }

        if (!result.IsComplete)
        {
            return false;
        }

        if (++_records > _limits.MaxRecords)
        {
            Fail(Codes.Flood, $"more than {_limits.MaxRecords} records (MaxRecords)");
            return false;
        }

        var fragment = record.Fragment.FirstSpan.ToArray();
        _input.Skip(result.Consumed);
        TakeFragment(record.Type, fragment);
        return true;
    }

    void TakeFragment(ContentType type, byte[] fragment)
    {
        // In TLS 1.3 alerts before the keys, and ChangeCipherSpec at any time, are in the clear.
        if (_open is not null && type != ContentType.ChangeCipherSpec && (type == ContentType.ApplicationData || Flight.Version < TlsVersion.Tls13))
        {
            if (!_open.TryOpen(type, fragment, out type, out fragment))
            {
                Malformed("encrypted record", "it does not decrypt");
                return;
            }
        }

        switch (type)
        {
            case not ContentType.ApplicationData when fragment.Length == 0:
                Malformed("record", "a record without content");
                break;
            case ContentType.Handshake:
                _messages.Add(fragment);
                while (!IsOver && TakeMessage())
                {
                }

                break;
            case ContentType.Alert:
                TakeAlert(fragment);
                break;
            case ContentType.ChangeCipherSpec:
                Idle("ChangeCipherSpec");
                TakeChangeCipherSpec();
                break;
            case ContentType.ApplicationData when _sentFinished:
                // It talks to us without a certificate.
                Flight.WantsNoCertificate ??= true;
                IsOver = true;
                break;
            default:
                Malformed("record", $"content {(byte)type} inside a handshake");
                break;
        }
    }

    bool TakeMessage()
    {
        var result = HandshakeMessage.TryRead(_messages.Sequence, out var message);
        if (result.Error is not null)
        {
            Fail(Codes.Flood, $"a handshake message above {HandshakeMessage.MaxBody} bytes");
            return false;
        }

        if (!result.IsComplete)
        {
            return false;
        }

        var whole = _messages.Memory[..(int)result.Consumed].ToArray();
        _messages.Skip(result.Consumed);
        Take(message.Type, whole);
        return true;
    }

    void TakeAlert(byte[] fragment)
    {
        if (AlertMessage.TryRead(fragment, out var alert) is not { IsComplete: true } || fragment.Length != 2)
        {
            Malformed("alert", $"{fragment.Length} bytes");
        }
        else if (alert.Description == AlertMessage.CloseNotify)
        {
            ReceiveEnd();
        }
        else if (alert.Level == AlertLevel.Warning && !_sentFinished)
        {
            Flight.Warning = alert.Description;
            Idle("warning alerts");
        }
        else
        {
            if (_sentFinished)
            {
                Flight.WantsNoCertificate = false;
            }

            Fault = new ProbeFault(Codes.Alert, $"{alert.Description} {AlertNames.Of(alert.Description)}") { Alert = alert.Description };
            IsOver = true;
        }
    }

    void SendHello(ReadOnlyMemory<byte> cookie)
    {
        var entries = _shares.Select(share => KeyShareEntry.Create(share.Group, share.PublicKey));
        var message = Bytes.Message(HandshakeType.ClientHello, Bytes.Of(HelloWriter.Make(_spec, _random, _sessionId, entries, cookie)));
        _transcript.Add(message);

        // The record says TLS 1.0, as everybody's does: old servers stumble over more (RFC 8446, 5.1).
        _output.AddRange(Bytes.Records(ContentType.Handshake, message, _spec.Highest == TlsVersion.Ssl3 ? TlsVersion.Ssl3 : TlsVersion.Tls10));
    }

    void Idle(string what)
    {
        if (++_idle > _limits.MaxIdleMessages)
        {
            Fail(Codes.Flood, $"more than {_limits.MaxIdleMessages} {what} (MaxIdleMessages)");
        }
    }

    void Malformed(string where, string what) => Fail(Codes.Malformed, $"{where}: {what}");

    void Fail(string code, string detail)
    {
        Fault = new ProbeFault(code, detail);
        IsOver = true;
    }
}
