using System.Net.Sockets;
using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Fleet;

/// <summary>Opens no connection, for one reason.</summary>
sealed class FailingNetwork(SocketError error) : IProbeNetwork
{
    public int Calls { get; private set; }

    public ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        Calls++;
        throw new SocketException((int)error);
    }
}
