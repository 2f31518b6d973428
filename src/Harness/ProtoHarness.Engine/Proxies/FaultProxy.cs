using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Engine.Proxies;

/// <summary>Carries tcp connections between two programs, and attacks what they say to each other.</summary>
public sealed class FaultProxy : IDisposable
{
    const int Backlog = 512;

    readonly ProxyOptions _options;
    readonly IProxyObserver _observer;
    readonly TimeProvider _time;
    readonly Socket _listener;

    /// <summary>Listens; nothing is accepted yet.</summary>
    /// <param name="options">What it does.</param>
    /// <param name="observer">Who is told.</param>
    /// <param name="time">The clock of the faults' delays.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public FaultProxy(ProxyOptions options, IProxyObserver observer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _observer = observer;
        _time = time;
        _listener = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(options.Listen);
            _listener.Listen(Backlog);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        Address = (IPEndPoint)_listener.LocalEndPoint!;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Accepts and carries connections until it is stopped; then ends those that are open.</summary>
    /// <param name="stopping">Stops it.</param>
    /// <returns>When the last connection has ended.</returns>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var places = new SemaphoreSlim(_options.MaxConnections);
        var open = new HashSet<Task>();
        try
        {
            for (var number = 1; ; number++)
            {
                await places.WaitAsync(stopping).ConfigureAwait(false);
                var client = await AcceptAsync(stopping).ConfigureAwait(false);
                client.NoDelay = true;
                open.RemoveWhere(task => task.IsCompleted);
                open.Add(CarryAsync(number, client, places, stopping));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped, as asked.
        }

        _listener.Close();
        await Task.WhenAll(open).ConfigureAwait(false);
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    /// <summary>A connection that was lost before it was accepted, or file handles that have run out for a moment, are no reason to stop.</summary>
    async Task<Socket> AcceptAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await _listener.AcceptAsync(stopping).ConfigureAwait(false);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.TooManyOpenSockets)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), _time, stopping).ConfigureAwait(false);
            }
        }
    }

    async Task CarryAsync(int number, Socket client, SemaphoreSlim places, CancellationToken stopping)
    {
        try
        {
            await new ProxyConnection(number, client, _options, _observer, _time, stopping).RunAsync().ConfigureAwait(false);
        }
        finally
        {
            client.Dispose();
            places.Release();
        }
    }
}
