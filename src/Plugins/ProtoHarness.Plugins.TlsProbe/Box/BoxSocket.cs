using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>
/// Messages in and out of a connection, as a server sees them. What is sent waits until the server has to wait itself, so that a flight goes out in one piece: in
/// several, the second of two small ones would wait for the client's acknowledgement of the first, which the client may hold back for 40 ms.
/// </summary>
sealed class BoxSocket(Stream stream, CancellationToken cancellation)
{
    readonly ByteQueue _input = new();
    readonly ByteQueue _messages = new();
    readonly ByteQueue _output = new();
    readonly byte[] _buffer = new byte[2048];

    /// <summary>Opens what the client sends; null while it is in the clear.</summary>
    public RecordCipher? Open { get; set; }

    /// <summary>Seals what is sent; null while it is in the clear.</summary>
    public RecordCipher? Seal { get; set; }

    public bool IsTls13 { get; set; }

    public TlsVersion RecordVersion { get; set; } = TlsVersion.Tls12;

    /// <summary>What has come and was not taken, for an SSL 2.0 hello.</summary>
    public ByteQueue Input => _input;

    /// <summary>Sends what there is and waits for more bytes; false at the end.</summary>
    public async Task<bool> FillAsync()
    {
        if (_output.Count > 0)
        {
            await stream.WriteAsync(_output.Memory, cancellation).ConfigureAwait(false);
            _output.Skip(_output.Count);
        }

        var read = await stream.ReadAsync(_buffer, cancellation).ConfigureAwait(false);
        _input.Add(_buffer.AsSpan(0, read));
        return read > 0;
    }

    /// <summary>The next message; null when the client says goodbye or closes. A ChangeCipherSpec is answered by the caller's doing.</summary>
    /// <exception cref="ProtocolException">The client sends what is none.</exception>
    public async Task<byte[]?> MessageAsync(Action? changeCipher = null)
    {
        while (true)
        {
            var result = HandshakeMessage.TryRead(_messages.Sequence, out _);
            if (result.IsComplete)
            {
                var message = _messages.Memory[..(int)result.Consumed].ToArray();
                _messages.Skip(result.Consumed);
                return message;
            }

            if (result.Error is { } bad)
            {
                throw new ProtocolException(bad.ToString());
            }

            if (await RecordAsync().ConfigureAwait(false) is not var (type, content))
            {
                return null;
            }

            switch (type)
            {
                case ContentType.Handshake:
                    _messages.Add(content);
                    break;
                case ContentType.ChangeCipherSpec:
                    changeCipher?.Invoke();
                    break;
                case ContentType.Alert:
                    return null;
                default:
                    throw new ProtocolException($"A client sends {type} inside a handshake.");
            }
        }
    }

    public void Send(HandshakeType type, byte[] body, Transcript transcript)
    {
        var message = Bytes.Message(type, body);
        transcript.Add(message);
        Send(ContentType.Handshake, message);
    }

    public void Send(ContentType type, byte[] content)
    {
        if (Seal is null)
        {
            _output.Add(Bytes.Records(type, content, RecordVersion));
            return;
        }

        for (var start = 0; start < content.Length; start += 16_000)
        {
            _output.Add(Seal.Seal(type, content.AsSpan(start, Math.Min(16_000, content.Length - start))));
        }
    }

    public void Alert(byte description) => Send(ContentType.Alert, [(byte)AlertLevel.Fatal, description]);

    /// <summary>Sends what there is and waits until the client has gone.</summary>
    public async Task EndAsync()
    {
        while (await FillAsync().ConfigureAwait(false))
        {
            _input.Skip(_input.Count);
        }
    }

    async Task<(ContentType, byte[])?> RecordAsync()
    {
        while (true)
        {
            var result = TlsRecord.TryRead(_input.Sequence, out var record);
            if (result.IsComplete)
            {
                var content = record.Fragment.FirstSpan.ToArray();
                var type = record.Type;
                _input.Skip(result.Consumed);
                if (Open is not null && type != ContentType.ChangeCipherSpec && !(IsTls13 && type == ContentType.Alert)
                    && !Open.TryOpen(type, content, out type, out content))
                {
                    throw new ProtocolException("A client's record does not decrypt.");
                }

                return (type, content);
            }

            if (result.Error is { } bad)
            {
                throw new ProtocolException(bad.ToString());
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                return _input.Count == 0 ? null : throw new ProtocolException("A client's stream ends inside a record.");
            }
        }
    }
}
