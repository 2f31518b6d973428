using System.IO.Pipelines;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Live;

/// <summary>A tcp connection to a foreign program, as a role sees it.</summary>
sealed class SocketConnection : IConnection
{
    const int BufferLength = 64 * 1024;

    readonly Socket _socket;
    readonly NetworkStream _stream;
    PipeReader? _input;
    PipeWriter? _output;
    bool _outputCompleted;
    bool _disposed;

    /// <summary>A connection on a connected socket, which it owns.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="socket">The socket.</param>
    public SocketConnection(string name, Socket socket)
    {
        Name = name;
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public string Name { get; }

    public ConnectionKind Kind => ConnectionKind.Stream;

    public Stream Stream => _stream;

    public PipeReader Input => _input ??= PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: BufferLength, minimumReadSize: 4096, leaveOpen: true));

    public PipeWriter Output => _output ??= PipeWriter.Create(_stream, new StreamPipeWriterOptions(minimumBufferSize: BufferLength, leaveOpen: true));

    public IDatagrams Datagrams => throw new InvalidOperationException("The connection carries a stream of bytes.");

    public ILedger Ledger => NoLedger.Instance;

    public T? GetFeature<T>()
        where T : class => new TcpSocketOptions(_socket) as T;

    public async ValueTask CompleteOutputAsync(CancellationToken cancellationToken = default)
    {
        if (_output is not null && !_outputCompleted)
        {
            await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
            _outputCompleted = true;
            await _output.CompleteAsync().ConfigureAwait(false);
        }

        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer was faster: the direction is over all the same.
        }
    }

    public void Abort()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
            _socket.Close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_output is not null && !_outputCompleted)
        {
            await _output.CompleteAsync(new ObjectDisposedException(Name)).ConfigureAwait(false);
        }

        if (_input is not null)
        {
            await _input.CompleteAsync().ConfigureAwait(false);
        }

        await _stream.DisposeAsync().ConfigureAwait(false);
    }
}
