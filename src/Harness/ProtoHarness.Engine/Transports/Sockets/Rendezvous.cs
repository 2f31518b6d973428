using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>Where connecting sockets meet a listening one in this process, so that the accepting side knows which connection it has got.</summary>
abstract class Rendezvous : IDisposable
{
    protected Rendezvous(SocketIo io, Socket listener) => (Io, Listener) = (io, listener);

    /// <summary>How connections are made.</summary>
    protected SocketIo Io { get; }

    /// <summary>The listening socket.</summary>
    public Socket Listener { get; }

    /// <summary>Opens a place for connections of a kind.</summary>
    /// <param name="io">How connections are made.</param>
    /// <param name="kind">Unix, or anything over tcp.</param>
    /// <param name="backlog">The places in the listener's queue.</param>
    /// <returns>The place.</returns>
    /// <exception cref="SocketException">The machine has none.</exception>
    public static Rendezvous Open(SocketIo io, TransportKind kind, int backlog) => kind == TransportKind.Unix ? new UnixRendezvous(io, backlog) : new TcpRendezvous(io, backlog);

    /// <summary>Connects.</summary>
    /// <param name="arrival">What the accepting side is to know.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="SocketException">It could not be connected.</exception>
    public abstract ValueTask<Socket> ConnectAsync(Arrival arrival, CancellationToken cancellationToken);

    /// <summary>Waits until it is known which connection an accepted socket is.</summary>
    /// <param name="accepted">The socket; asked in the order of accepting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was given when it was connected.</returns>
    public abstract Task<Arrival> MeetAsync(Socket accepted, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual void Dispose() => Listener.Dispose();
}
