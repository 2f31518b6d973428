using System.Buffers.Binary;

namespace ProtoHarness.Engine.Captures;

/// <summary>The datagrams of one connection as UDP over IPv4.</summary>
/// <param name="clientPort">The client's port.</param>
/// <param name="serverPort">The server's port.</param>
/// <param name="send">Takes each packet.</param>
sealed class UdpConversation(int clientPort, int serverPort, Action<byte[]> send) : IPacketConversation
{
    const int HeaderBytes = IpPacket.HeaderLength + 8;

    public void Open()
    {
    }

    public void Accept()
    {
    }

    public void Data(int from, ReadOnlySpan<byte> bytes)
    {
        var packet = new byte[HeaderBytes + bytes.Length];
        IpPacket.WriteHeader(packet, IpPacket.Udp, from);
        var udp = packet.AsSpan(IpPacket.HeaderLength);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)(from == 0 ? clientPort : serverPort));
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)(from == 0 ? serverPort : clientPort));
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        bytes.CopyTo(udp[8..]);

        // Zero says that there is no checksum, so one that is zero is sent as its complement (RFC 768).
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], IpPacket.Checksum(packet) is not 0 and var sum ? sum : ushort.MaxValue);
        send(packet);
    }

    public void Finish(int from)
    {
    }

    public void Reset(int from)
    {
    }
}
