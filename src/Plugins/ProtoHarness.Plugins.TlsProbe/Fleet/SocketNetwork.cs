using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Fleet;

/// <summary>Connections over tcp. A name is resolved once; its addresses are tried in the resolver's order.</summary>
sealed class SocketNetwork : IProbeNetwork
{
    readonly ConcurrentDictionary<string, IPAddress[]> _resolved = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask<string> AddressAsync(ProbeTarget target, CancellationToken cancellationToken) =>
        (await ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false)).FirstOrDefault()?.ToString() ?? target.Host;

    public async ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in await ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        if (!_resolved.TryGetValue(host, out var addresses))
        {
            _resolved[host] = addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        }

        return addresses;
    }
}
