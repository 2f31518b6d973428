using System.Net.Sockets;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The connection under a session: its bytes, and the two ways in which it ends.</summary>
/// <param name="stream">The bytes.</param>
/// <param name="completeOutput">Half-close.</param>
/// <param name="abort">Reset.</param>
/// <param name="dispose">Lets go of it.</param>
/// <param name="socket">The socket whose bytes they are, where it may be used past the stream; else null.</param>
sealed class SmuxLink(Stream stream, Func<ValueTask> completeOutput, Action abort, Func<ValueTask> dispose, Socket? socket = null)
{
    internal Stream Stream { get; } = stream;

    internal Socket? Socket { get; } = socket;

    internal ValueTask CompleteOutputAsync() => completeOutput();

    internal void Abort() => abort();

    internal ValueTask DisposeAsync() => dispose();

    internal static SmuxLink Over(IConnection connection) =>
        new(connection.Stream, () => connection.CompleteOutputAsync(), connection.Abort, connection.DisposeAsync);

    internal static SmuxLink Over(Stream stream) => stream switch
    {
        NetworkStream network => Over(network),
        _ => new(stream, () => ValueTask.CompletedTask, stream.Dispose, stream.DisposeAsync),
    };

    static SmuxLink Over(NetworkStream network)
    {
        var socket = network.Socket;
        if (socket.ProtocolType == ProtocolType.Tcp)
        {
            // Frames are gathered into batches here; holding them back once more would only delay the last one.
            socket.NoDelay = true;
        }

        // On Linux, to close a socket wakes a thread that polls it. A derived stream may do anything with its bytes.
        var isPlain = OperatingSystem.IsLinux() && network.GetType() == typeof(NetworkStream);
        return new(network, ShutDown, Reset, network.DisposeAsync, isPlain ? socket : null);

        ValueTask ShutDown()
        {
            socket.Shutdown(SocketShutdown.Send);
            return ValueTask.CompletedTask;
        }

        void Reset()
        {
            try
            {
                if (socket.ProtocolType == ProtocolType.Tcp)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                // Whoever closes the session on another thread was faster: the connection is over all the same.
            }

            network.Dispose();
        }
    }
}
