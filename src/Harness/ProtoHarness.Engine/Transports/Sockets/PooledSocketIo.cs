using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>Sockets as every .NET program uses them: the runtime waits for all of them together, and code goes on on the thread pool. For any number of connections.</summary>
sealed class PooledSocketIo : SocketIo
{
    /// <summary>It holds nothing, so there is one.</summary>
    public static readonly PooledSocketIo Instance = new();

    PooledSocketIo()
    {
    }

    public override Task Start(Func<Task> start) => Task.Run(start);

    public override ValueTask<Socket> AcceptAsync(Socket listener, CancellationToken cancellationToken) => listener.AcceptAsync(cancellationToken);

    public override ValueTask ConnectAsync(Socket socket, EndPoint address, CancellationToken cancellationToken) => socket.ConnectAsync(address, cancellationToken);

    public override ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken) => socket.ReceiveAsync(buffer, cancellationToken);

    public override ValueTask<int> SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => socket.SendAsync(bytes, cancellationToken);

    public override void Close(Socket socket) => socket.Dispose();

    public override TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Give(TaskCompletionSource signal) => signal.TrySetResult();

    public override void Dispose()
    {
        // It is everybody's.
    }
}
