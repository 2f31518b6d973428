using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// One end of a connection that is encrypted by <see cref="SslStream"/>. The faults sit below it, on what is encrypted. An end without a <c>close_notify</c> is no
/// end: it is told as a lost connection.
/// </summary>
sealed class TlsEnd : ByteEnd
{
    readonly ByteEnd _inner;
    readonly RecordWatch _records;
    readonly SslStream _tls;
    readonly ISessionObserver _observer;
    readonly int _number;
    readonly bool _isServer;
    Task _finishing = Task.CompletedTask;
    bool _finished;
    bool _disposed;

    TlsEnd(ByteEnd inner, ISessionObserver observer, int number, bool isServer)
    {
        _inner = inner;
        _records = new RecordWatch(inner);
        _tls = new SslStream(_records, leaveInnerStreamOpen: true);
        _observer = observer;
        _number = number;
        _isServer = isServer;
    }

    /// <summary>Encrypts a connection.</summary>
    /// <param name="inner">The connection; it goes with what is answered, also when that fails.</param>
    /// <param name="observer">Sees what is not encrypted.</param>
    /// <param name="number">The connection's number, from 1.</param>
    /// <param name="isServer">Which end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The end.</returns>
    /// <exception cref="ConnectionResetException">The handshake failed.</exception>
    public static async ValueTask<ByteEnd> OverAsync(ByteEnd inner, ISessionObserver observer, int number, bool isServer, CancellationToken cancellationToken)
    {
        var end = new TlsEnd(inner, observer, number, isServer);
        try
        {
            await end.ShakeHandsAsync(cancellationToken).ConfigureAwait(false);
            return end;
        }
        catch (Exception e)
        {
            inner.Reset();
            await inner.DisposeAsync().ConfigureAwait(false);
            throw e is OperationCanceledException ? e : new ConnectionResetException($"The TLS handshake failed: {e.Message}");
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, "the connection");
        _observer.CountOperation();
        try
        {
            var read = await _tls.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0 && buffer.Length > 0 && !_records.EndedByAlert)
            {
                throw new ConnectionResetException("The TLS stream ended without a close_notify: it was cut off.");
            }

            _observer.Observe(read > 0 || buffer.Length == 0 ? TraceKind.Read : TraceKind.End, _number, _isServer, buffer.Span[..read]);
            return read;
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Failed(e);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, "the connection");
        _observer.CountOperation();
        try
        {
            _observer.Observe(TraceKind.Write, _number, _isServer, bytes.Span);
            await _tls.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw Failed(e);
        }
    }

    public override T? GetFeature<T>()
        where T : class => _inner.GetFeature<T>();

    public override void Finish()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;
        _observer.Observe(TraceKind.Finish, _number, _isServer, default);
        _finishing = FinishAsync();
    }

    public override void Reset()
    {
        _observer.Observe(TraceKind.Reset, _number, _isServer, default);
        _inner.Reset();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _observer.Observe(TraceKind.Close, _number, _isServer, default);
        Finish();
        await _finishing.ConfigureAwait(false);
        await _inner.DisposeAsync().ConfigureAwait(false);
        await _tls.DisposeAsync().ConfigureAwait(false);
    }

    static bool IsLoss(Exception e) => e is not ConnectionResetException and (IOException or AuthenticationException or InvalidOperationException);

    async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        // In TLS 1.3 an alert looks like any other record, so that a cut could not be told from an end.
        const SslProtocols Version = SslProtocols.Tls12;
        if (_isServer)
        {
            await _tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = TlsCertificate.Current, EnabledSslProtocols = Version }, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = TlsCertificate.Host, EnabledSslProtocols = Version, RemoteCertificateValidationCallback = IsOurs },
                cancellationToken).ConfigureAwait(false);
        }

        static bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
            certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(TlsCertificate.Current.RawData);
    }

    async Task FinishAsync()
    {
        try
        {
            await _tls.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The connection is lost: there is nobody to be told of its end.
        }

        _inner.Finish();
    }

    ConnectionResetException Failed(Exception cause)
    {
        _observer.Observe(TraceKind.Error, _number, _isServer, default);
        return new ConnectionResetException($"The TLS connection failed: {cause.Message}");
    }
}
