using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Plugins.Smux;

namespace SmuxGateway;

/// <summary>The random-number service as a client sees it: a stream, <c>RAND</c>, eight bytes big-endian.</summary>
static class RandomNumbers
{
    /// <summary>Opens a session with the service.</summary>
    public static async ValueTask<SmuxSession> ConnectAsync(IPEndPoint service, CancellationToken cancellationToken)
    {
        var socket = new Socket(service.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(service, cancellationToken);
            return SmuxSession.Client(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks for one number, on a stream of its own.</summary>
    public static async Task<ulong> AskAsync(SmuxSession session, CancellationToken cancellationToken)
    {
        await using var stream = session.OpenStream();
        await stream.WriteAsync("RAND"u8.ToArray(), cancellationToken);
        var number = new byte[sizeof(ulong)];
        await stream.ReadExactlyAsync(number, cancellationToken);
        return BinaryPrimitives.ReadUInt64BigEndian(number);
    }
}
