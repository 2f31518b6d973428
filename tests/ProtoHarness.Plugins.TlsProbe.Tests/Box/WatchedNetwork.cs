using System.Net;
using System.Net.Sockets;
using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Box;

/// <summary>Connections over tcp to one address, whatever the target says; it tells of every read that begins.</summary>
sealed class WatchedNetwork(IPEndPoint address, Action reading) : IProbeNetwork
{
    public async ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address, cancellationToken);
        return new WatchedStream(socket, reading);
    }

    sealed class WatchedStream(Socket socket, Action reading) : NetworkStream(socket, ownsSocket: true)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            reading();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
