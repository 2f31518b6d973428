using System.Net.Sockets;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Transports;

/// <summary>The options of a TCP socket, asked and set by <c>getsockopt</c> and <c>setsockopt</c>.</summary>
/// <param name="socket">The socket; it stays its owner's.</param>
public sealed class TcpSocketOptions(Socket socket) : ISocketOptions
{
    /// <inheritdoc/>
    public bool NoDelay
    {
        get => Get(SocketOptionLevel.Tcp, SocketOptionName.NoDelay) != 0;
        set => Set(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, value ? 1 : 0);
    }

    /// <inheritdoc/>
    public bool KeepAlive
    {
        get => Get(SocketOptionLevel.Socket, SocketOptionName.KeepAlive) != 0;
        set => Set(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, value ? 1 : 0);
    }

    /// <inheritdoc/>
    public TimeSpan KeepAliveIdle
    {
        get => TimeSpan.FromSeconds(Get(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        set => Set(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Seconds(value));
    }

    /// <inheritdoc/>
    public TimeSpan KeepAliveInterval
    {
        get => TimeSpan.FromSeconds(Get(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        set => Set(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Seconds(value));
    }

    /// <inheritdoc/>
    public int KeepAliveCount
    {
        get => Get(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount);
        set => Set(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, value);
    }

    /// <inheritdoc/>
    public TimeSpan? Linger
    {
        get => socket.LingerState is { Enabled: true } linger ? TimeSpan.FromSeconds(linger.LingerTime) : null;
        set => Guard(() => socket.LingerState = new LingerOption(value is not null, value is { } time ? (int)Math.Ceiling(time.TotalSeconds) : 0));
    }

    // The system counts in whole seconds and takes none for an error.
    static int Seconds(TimeSpan value) => Math.Max(1, (int)Math.Ceiling(value.TotalSeconds));

    int Get(SocketOptionLevel level, SocketOptionName name)
    {
        var value = 0;
        Guard(() => value = (int)socket.GetSocketOption(level, name)!);
        return value;
    }

    void Set(SocketOptionLevel level, SocketOptionName name, int value) => Guard(() => socket.SetSocketOption(level, name, value));

    // A fault may have severed the socket already: that is a lost connection, as a read or write would report it.
    static void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new ConnectionResetException($"The socket's options cannot be reached: {e.Message}");
        }
    }
}
