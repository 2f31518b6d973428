using System.Buffers.Binary;

namespace ProtoHarness.Engine.Captures;

/// <summary>The header of IPv4 (RFC 791, section 3.1) and the checksum that it shares with TCP and UDP, between two made-up machines: 10.0.0.1, the client's, and 10.0.0.2.</summary>
static class IpPacket
{
    /// <summary>The bytes of the header.</summary>
    public const int HeaderLength = 20;

    /// <summary>TCP's number (RFC 9293).</summary>
    public const byte Tcp = 6;

    /// <summary>UDP's number (RFC 768).</summary>
    public const byte Udp = 17;

    /// <summary>Writes the header of a packet.</summary>
    /// <param name="packet">The packet; the header is its beginning.</param>
    /// <param name="protocol">What it carries.</param>
    /// <param name="from">From the client (0) or the server (1).</param>
    public static void WriteHeader(Span<byte> packet, byte protocol, int from)
    {
        var ip = packet[..HeaderLength];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)packet.Length);
        ip[6] = 0x40;
        ip[8] = 64;
        ip[9] = protocol;
        Address(from).CopyTo(ip[12..]);
        Address(1 - from).CopyTo(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Fold(Sum(ip)));
    }

    /// <summary>The checksum of what a packet carries, over that and over the addresses; its own place must be zero.</summary>
    /// <param name="packet">The packet, with its header.</param>
    /// <returns>The checksum.</returns>
    public static ushort Checksum(ReadOnlySpan<byte> packet) =>
        Fold(Sum(packet[12..HeaderLength]) + packet[9] + (uint)(packet.Length - HeaderLength) + Sum(packet[HeaderLength..]));

    static ReadOnlySpan<byte> Address(int side) => side == 0 ? [10, 0, 0, 1] : [10, 0, 0, 2];

    static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)(bytes[i] << 8) + (i + 1 < bytes.Length ? bytes[i + 1] : 0u);
        }

        return sum;
    }

    static ushort Fold(uint sum)
    {
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
