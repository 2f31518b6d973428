using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>What a session does with stream sockets: how it waits for them, and on which thread it goes on.</summary>
abstract class SocketIo : IDisposable
{
    /// <summary>Starts asynchronous code that uses this.</summary>
    /// <param name="start">The code.</param>
    /// <returns>Its task.</returns>
    public abstract Task Start(Func<Task> start);

    /// <summary>Accepts a connection.</summary>
    /// <param name="listener">The listening socket.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection's socket.</returns>
    /// <exception cref="SocketException">The machine says so.</exception>
    public abstract ValueTask<Socket> AcceptAsync(Socket listener, CancellationToken cancellationToken);

    /// <summary>Connects.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="address">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SocketException">The machine or the peer says so.</exception>
    public abstract ValueTask ConnectAsync(Socket socket, EndPoint address, CancellationToken cancellationToken);

    /// <summary>Receives.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Where to; empty: nothing is taken, only waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes received; 0 at the end.</returns>
    /// <exception cref="SocketException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The socket was let go of.</exception>
    public abstract ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="bytes">What; not empty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes sent.</returns>
    /// <exception cref="SocketException">The connection was lost.</exception>
    /// <exception cref="ObjectDisposedException">The socket was let go of.</exception>
    public abstract ValueTask<int> SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Lets go of a socket: whoever waits for it is told.</summary>
    /// <param name="socket">The socket.</param>
    public abstract void Close(Socket socket);

    /// <summary>A signal that can be awaited, for <see cref="Give"/>.</summary>
    /// <returns>The signal.</returns>
    public abstract TaskCompletionSource NewSignal();

    /// <summary>Gives a signal. Who awaits it does not go on within this call.</summary>
    /// <param name="signal">From <see cref="NewSignal"/>.</param>
    public abstract void Give(TaskCompletionSource signal);

    /// <inheritdoc/>
    public abstract void Dispose();
}
