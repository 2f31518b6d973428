using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>Somebody waits until something can be read from a socket, or written to it. Who goes on then, goes on within the call that ends the wait.</summary>
/// <param name="socket">The socket.</param>
/// <param name="forWriting">What for.</param>
sealed class SocketWait(Socket socket, bool forWriting)
{
    readonly TaskCompletionSource _end = new();

    public Socket Socket => socket;

    public bool ForWriting => forWriting;

    public Task Task => _end.Task;

    /// <summary>The socket is ready.</summary>
    public void Ready() => _end.TrySetResult();

    /// <summary>Nobody will know whether it is.</summary>
    /// <param name="error">Why.</param>
    public void Fail(Exception error) => _end.TrySetException(error);
}
