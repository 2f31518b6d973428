namespace ProtoHarness.Engine.Transports;

/// <summary>
/// What arrives under a TLS stream, with an eye on the records: the last one of a stream that was ended and not cut off is an alert (RFC 5246, section 7.2.1).
/// <see cref="System.Net.Security.SslStream"/> takes every end for one.
/// </summary>
/// <param name="end">The connection under it.</param>
sealed class RecordWatch(ByteEnd end) : DuplexStream
{
    const int HeaderBytes = 5;
    const byte Alert = 21;

    readonly byte[] _header = new byte[HeaderBytes];
    int _headerUsed;
    int _rest;

    /// <summary>Whether the last whole record was an alert.</summary>
    public bool EndedByAlert { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await end.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Look(buffer.Span[..read]);
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => end.WriteAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronous reads are made.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronous writes are made.");

    void Look(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_rest > 0)
            {
                var taken = Math.Min(_rest, bytes.Length);
                _rest -= taken;
                bytes = bytes[taken..];
                EndedByAlert = _rest == 0 && _header[0] == Alert;
                continue;
            }

            EndedByAlert = false;
            _header[_headerUsed++] = bytes[0];
            bytes = bytes[1..];
            if (_headerUsed == HeaderBytes)
            {
                _headerUsed = 0;
                _rest = (_header[3] << 8) | _header[4];
            }
        }
    }
}
