using System.Net;
using System.Net.Sockets;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Live;

/// <summary>Runs one conversation of a plugin with a foreign program.</summary>
public static class LiveClient
{
    /// <summary>Runs it, to its end.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="to">The foreign program.</param>
    /// <param name="services">Values, randomness, who is told.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>When the conversation is complete and verified.</returns>
    /// <exception cref="ConnectFailedException">Nobody can be reached.</exception>
    public static Task RunAsync(PluginDefinition plugin, Conversation conversation, EndPoint to, LiveServices services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(services);
        var count = 0;
        return conversation.Run(new LiveClientContext(services, async cancellation =>
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cancellationToken);
            var name = $"C{++count}";
            try
            {
                IConnection connection = plugin.Kind == ConnectionKind.Datagram
                    ? await DatagramsAsync(name, to, services.Time, both.Token).ConfigureAwait(false)
                    : await StreamAsync(name, to, both.Token).ConfigureAwait(false);
                services.Observer.Opened(name, $"{to}");
                return connection;
            }
            catch (SocketException e)
            {
                throw new ConnectFailedException($"cannot connect to {Format(to)}: {e.Message} (--to)", e);
            }
        }, cancellationToken));
    }

    static string Format(EndPoint to) => to is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : $"{to}";

    static async Task<IConnection> StreamAsync(string name, EndPoint to, CancellationToken cancellationToken)
    {
        var socket = to is IPEndPoint address ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(to, cancellationToken).ConfigureAwait(false);
            return new SocketConnection(name, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static async Task<IConnection> DatagramsAsync(string name, EndPoint to, TimeProvider time, CancellationToken cancellationToken)
    {
        var address = to as IPEndPoint ?? new IPEndPoint((await Dns.GetHostAddressesAsync(((DnsEndPoint)to).Host, cancellationToken).ConfigureAwait(false))[0], ((DnsEndPoint)to).Port);
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        var over = new CancellationTokenSource();
        var connection = new DatagramConnection(name, socket, address, LiveServer.Idle, time, () =>
        {
            over.Cancel();
            socket.Dispose();
        });
        _ = PumpAsync(socket, address, connection, over.Token);
        return connection;
    }

    /// <summary>Hands over what the peer sends; what others send is dropped.</summary>
    static async Task PumpAsync(Socket socket, IPEndPoint peer, DatagramConnection connection, CancellationToken over)
    {
        var buffer = new byte[Transports.RoleDatagrams.Largest];
        while (!over.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(peer.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0), over).ConfigureAwait(false);
                if (received.RemoteEndPoint.Equals(peer))
                {
                    connection.Arrived(buffer.AsSpan(0, received.ReceivedBytes));
                }
            }
            catch (SocketException) when (!over.IsCancellationRequested)
            {
                // The system tells that an earlier datagram found nobody: it is lost.
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
