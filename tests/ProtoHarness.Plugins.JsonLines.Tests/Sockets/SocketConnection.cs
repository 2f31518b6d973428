using System.IO.Pipelines;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Plugins.JsonLines.Tests.Sockets;

/// <summary>A connection on a socket that stays the test's, so that it can be asked when the roles are done with it.</summary>
sealed class SocketConnection(Socket socket) : IConnection, ILedger
{
    readonly NetworkStream _stream = new(socket, ownsSocket: false);
    PipeReader? _input;
    PipeWriter? _output;

    public string Name => "C1";

    public ConnectionKind Kind => ConnectionKind.Stream;

    public Stream Stream => _stream;

    public PipeReader Input => _input ??= PipeReader.Create(_stream);

    public PipeWriter Output => _output ??= PipeWriter.Create(_stream);

    public IDatagrams Datagrams => throw new InvalidOperationException("a stream");

    public ILedger Ledger => this;

    public T? GetFeature<T>()
        where T : class => new TcpSocketOptions(socket) as T;

    public ValueTask CompleteOutputAsync(CancellationToken cancellationToken = default)
    {
        socket.Shutdown(SocketShutdown.Send);
        return ValueTask.CompletedTask;
    }

    public void Abort() => socket.Close();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Sent(string flow, ReadOnlySpan<byte> bytes)
    {
    }

    public void Received(string flow, ReadOnlySpan<byte> bytes)
    {
    }

    public void Ended(string flow)
    {
    }
}
