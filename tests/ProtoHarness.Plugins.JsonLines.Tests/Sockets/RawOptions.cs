using System.Buffers.Binary;
using System.Net.Sockets;

namespace ProtoHarness.Plugins.JsonLines.Tests.Sockets;

/// <summary>The options of a tcp socket as <c>getsockopt</c> of Linux gives them.</summary>
sealed record RawOptions(int KeepAlive, int Idle, int Interval, int Count, int NoDelay, int LingerOn, int LingerSeconds)
{
    const int SocketLevel = 1;
    const int TcpLevel = 6;

    public static RawOptions Of(Socket socket)
    {
        Span<byte> linger = stackalloc byte[8];
        socket.GetRawSocketOption(SocketLevel, 13, linger);
        return new(
            Get(socket, SocketLevel, 9), Get(socket, TcpLevel, 4), Get(socket, TcpLevel, 5), Get(socket, TcpLevel, 6), Get(socket, TcpLevel, 1),
            BinaryPrimitives.ReadInt32LittleEndian(linger), BinaryPrimitives.ReadInt32LittleEndian(linger[4..]));
    }

    static int Get(Socket socket, int level, int name)
    {
        Span<byte> value = stackalloc byte[4];
        socket.GetRawSocketOption(level, name, value);
        return BinaryPrimitives.ReadInt32LittleEndian(value);
    }
}
