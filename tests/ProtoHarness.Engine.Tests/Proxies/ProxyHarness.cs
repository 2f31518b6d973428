using System.Net;
using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Proxies;

namespace ProtoHarness.Engine.Tests.Proxies;

/// <summary>A proxy, an echo behind it, and what the proxy reported.</summary>
sealed class ProxyHarness : IProxyObserver, IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly Socket _echo = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly TaskCompletionSource<ProxyReport> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly MemoryStream _came = new();
    readonly FaultProxy _proxy;
    readonly Task _running;
    readonly Task _serving;

    public ProxyHarness(Func<ProxyOptions, ProxyOptions> change, bool isTargetThere = true, Stream? capture = null)
    {
        _echo.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var target = _echo.LocalEndPoint!;
        if (isTargetThere)
        {
            _echo.Listen();
        }

        _proxy = new FaultProxy(change(new ProxyOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Target = target }), Observer(capture), TimeProvider.System);
        _running = _proxy.RunAsync(_stop.Token);
        _serving = isTargetThere ? ServeAsync() : Task.CompletedTask;
    }

    public bool SeesBytes => true;

    /// <summary>What is written of the packets; null: nothing.</summary>
    public ProxyCapture? Capture { get; private set; }

    /// <summary>Ends when the first connection was accepted.</summary>
    public Task Opening => _opened.Task;

    /// <summary>What the first connection came to.</summary>
    public Task<ProxyReport> Report => _closed.Task;

    public byte[] CameToServer
    {
        get
        {
            lock (_came)
            {
                return _came.ToArray();
            }
        }
    }

    public async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_proxy.Address, cancellationToken);
        return socket;
    }

    /// <summary>Sends, ends, and reads all that comes back.</summary>
    public async Task<byte[]> TalkAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(cancellationToken);
        await using var stream = new NetworkStream(socket);
        var reading = ReadAllAsync(stream, cancellationToken);
        await stream.WriteAsync(bytes, cancellationToken);
        socket.Shutdown(SocketShutdown.Send);
        return await reading;
    }

    public void Opened(int connection, EndPoint client, IReadOnlyList<FaultRule> faults) => _opened.TrySetResult();

    public void Came(int connection, Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (direction == Direction.ToServer)
        {
            lock (_came)
            {
                _came.Write(bytes);
            }
        }
    }

    public void Passed(int connection, Direction direction, ReadOnlySpan<byte> bytes)
    {
    }

    public void Closed(ProxyReport report) => _closed.TrySetResult(report);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _proxy.Dispose();
        _echo.Dispose();
        await _serving;
        _stop.Dispose();
    }

    IProxyObserver Observer(Stream? capture) => capture is null ? this : Capture = new ProxyCapture(capture, "a test", this, TimeProvider.System);

    static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _echo.AcceptAsync(_stop.Token);
                await EchoAsync(socket);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    async Task EchoAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, _stop.Token) is > 0 and var read)
            {
                await socket.SendAsync(buffer.AsMemory(0, read), _stop.Token);
            }

            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Reset: the next connection is served all the same.
        }
    }
}
