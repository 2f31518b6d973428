using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Live;

/// <summary>A plugin's server for foreign programs: over tcp, or over udp for a plugin of datagrams.</summary>
public sealed class LiveServer : IAsyncDisposable
{
    /// <summary>The connections at once, at most; more wait to be accepted, and datagrams of more peers are dropped.</summary>
    public const int MaxConnections = 1024;

    /// <summary>How long a peer that sends datagrams may be silent before it is taken for gone.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    readonly LiveServices _services;
    readonly IProtocolServer _server;
    readonly Socket _socket;
    readonly bool _isDatagram;
    readonly SemaphoreSlim _places = new(MaxConnections);
    readonly ConcurrentDictionary<int, Task> _serving = new();
    readonly ConcurrentDictionary<EndPoint, DatagramConnection> _peers = new();
    readonly CancellationTokenSource _stopped = new();
    int _count;

    /// <summary>Listens.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="service">Which of its services; null for the first.</param>
    /// <param name="listen">Where; port 0 lets the system choose.</param>
    /// <param name="services">Values, randomness, who is told.</param>
    /// <exception cref="SocketException">The address cannot be had.</exception>
    public LiveServer(PluginDefinition plugin, Service? service, IPEndPoint listen, LiveServices services)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(listen);
        _services = services;
        _isDatagram = plugin.Kind == ConnectionKind.Datagram;
        _socket = _isDatagram
            ? new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(listen);
            if (!_isDatagram)
            {
                _socket.Listen(512);
            }

            Address = (IPEndPoint)_socket.LocalEndPoint!;
            _server = (service ?? plugin.Services[0]).Create(new LiveServerContext("S", services, _stopped.Token));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it: every connection is cancelled, and the server shuts down.</param>
    /// <returns>When everybody has let go.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (_isDatagram ? ReceiveAsync(cancellationToken) : AcceptAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how it ends.
        }

        await _stopped.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_serving.Values).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
        _places.Dispose();
        _stopped.Dispose();
    }

    async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            var socket = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
            var number = ++_count;
            var peer = $"{socket.RemoteEndPoint}";
            Start(number, peer, new SocketConnection($"S{number}", socket));
        }
    }

    async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[Transports.RoleDatagrams.Largest];
        var anybody = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, cancellationToken).ConfigureAwait(false);
                Peer(received.RemoteEndPoint)?.Arrived(buffer.AsSpan(0, received.ReceivedBytes));
            }
            catch (SocketException)
            {
                // The system tells that an earlier answer found nobody.
            }
        }
    }

    DatagramConnection? Peer(EndPoint from)
    {
        if (_peers.TryGetValue(from, out var known))
        {
            return known;
        }

        if (!_places.Wait(0))
        {
            return null;
        }

        var number = ++_count;
        var connection = new DatagramConnection($"S{number}", _socket, from, Idle, _services.Time, () => _peers.TryRemove(from, out _));
        _peers[from] = connection;
        Start(number, $"{from}", connection);
        return connection;
    }

    void Start(int number, string peer, IConnection connection)
    {
        _services.Observer.Opened(connection.Name, peer);
        var serving = Task.Run(() => ServeAsync(connection), CancellationToken.None);
        _serving[number] = serving;
        _ = serving.ContinueWith(_ => _serving.TryRemove(number, out Task? ended), TaskScheduler.Default);
    }

    async Task ServeAsync(IConnection connection)
    {
        Exception? error = null;
        try
        {
            await _server.ServeAsync(connection, new LiveServerContext(connection.Name, _services, _stopped.Token)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = e;
            connection.Abort();
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        _places.Release();
        _services.Observer.Ended(connection.Name, error);
    }
}
