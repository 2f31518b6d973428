using System.Net.Sockets;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Transports;

/// <summary>Passes bytes between a connection of the session, whose faults they go through, and the socket of a foreign program: ends as ends, resets as resets.</summary>
static class Relay
{
    const int BufferSize = 64 * 1024;

    /// <summary>Passes on, until both directions have ended or one has failed.</summary>
    /// <param name="connection">The session's connection; not disposed of.</param>
    /// <param name="socket">The program's; disposed of.</param>
    /// <param name="cancellationToken">Resets both.</param>
    /// <exception cref="IOException">One of them was reset; the other was then reset too.</exception>
    public static async Task RunAsync(IConnection connection, Socket socket, CancellationToken cancellationToken)
    {
        using var one = socket;
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(GuardAsync(FromSessionAsync(connection, socket, failed.Token)), GuardAsync(FromProgramAsync(connection, socket, failed.Token))).ConfigureAwait(false);

        async Task GuardAsync(Task direction)
        {
            try
            {
                await direction.ConfigureAwait(false);
            }
            catch (Exception e)
            {
                connection.Abort();
                Reset(socket);
                await failed.CancelAsync().ConfigureAwait(false);
                throw e is SocketException or ObjectDisposedException ? new IOException($"The foreign program's connection failed: {e.Message}", e) : e;
            }
        }
    }

    static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other direction was faster.
        }
    }

    static async Task FromSessionAsync(IConnection connection, Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        while (await connection.Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            for (ReadOnlyMemory<byte> left = buffer.AsMemory(0, count); left.Length > 0;)
            {
                left = left[await socket.SendAsync(left, cancellationToken).ConfigureAwait(false)..];
            }
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    static async Task FromProgramAsync(IConnection connection, Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            await connection.Stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        await connection.CompleteOutputAsync(cancellationToken).ConfigureAwait(false);
    }
}
