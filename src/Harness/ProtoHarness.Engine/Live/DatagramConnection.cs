using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Live;

/// <summary>Datagrams to and from one foreign program. Somebody else receives on the socket and hands over what is from this peer.</summary>
sealed class DatagramConnection(string name, Socket socket, EndPoint peer, TimeSpan idle, TimeProvider time, Action disposed) : IConnection, IDatagrams
{
    /// <summary>The datagrams of one peer that wait to be received, at most; more are lost.</summary>
    const int MaxWaiting = 256;

    readonly Channel<byte[]> _arrived = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public string Name => name;

    public ConnectionKind Kind => ConnectionKind.Datagram;

    public Stream Stream => throw new InvalidOperationException("The connection carries datagrams.");

    public PipeReader Input => throw new InvalidOperationException("The connection carries datagrams.");

    public PipeWriter Output => throw new InvalidOperationException("The connection carries datagrams.");

    public IDatagrams Datagrams => this;

    public ILedger Ledger => NoLedger.Instance;

    public int MaxLength => Transports.RoleDatagrams.Largest;

    public void Arrived(ReadOnlySpan<byte> datagram) => _arrived.Writer.TryWrite(datagram.ToArray());

    public async ValueTask SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken = default)
    {
        try
        {
            await socket.SendToAsync(datagram, SocketFlags.None, peer, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Nobody is there: the datagram is lost, as datagrams are.
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var silent = new CancellationTokenSource(idle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, cancellationToken);
        try
        {
            var datagram = await _arrived.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            var length = Math.Min(datagram.Length, buffer.Length);
            datagram.AsSpan(0, length).CopyTo(buffer.Span);
            return length;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return -1;
        }
        catch (ChannelClosedException)
        {
            return -1;
        }
    }

    public ValueTask CompleteOutputAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public void Abort() => _arrived.Writer.TryComplete();

    public ValueTask DisposeAsync()
    {
        _arrived.Writer.TryComplete();
        disposed();
        return ValueTask.CompletedTask;
    }
}
