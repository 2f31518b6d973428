using System.Buffers.Binary;
using System.Net;

namespace ProtoHarness.Fuzzing.Corpora.Captures;

/// <summary>What an IP packet (version 4 or 6, not a fragment) carries.</summary>
readonly ref struct IpPacket
{
    /// <summary>The number of TCP.</summary>
    public const int Tcp = 6;

    /// <summary>The number of UDP.</summary>
    public const int Udp = 17;

    const int MinHeader4 = 20;
    const int Header6 = 40;
    const int MinExtension = 8;

    IpPacket(int protocol, IPAddress source, IPAddress destination, ReadOnlySpan<byte> payload)
    {
        (Protocol, Source, Destination) = (protocol, source, destination);
        Payload = payload;
    }

    /// <summary>The number of the protocol above; -1 when this is no packet that can be read.</summary>
    public int Protocol { get; }

    public IPAddress Source { get; }

    public IPAddress Destination { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public static IpPacket Read(ReadOnlySpan<byte> packet) => packet.IsEmpty ? None() : (packet[0] >> 4) switch
    {
        4 => Read4(packet),
        6 => Read6(packet),
        _ => None(),
    };

    static IpPacket Read4(ReadOnlySpan<byte> packet)
    {
        var header = (packet[0] & 15) * 4;
        if (header < MinHeader4 || packet.Length < header)
        {
            return None();
        }

        // A length of 0 stands in captures that were taken before the network card cut the packet up.
        var total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        var end = total == 0 ? packet.Length : Math.Min((int)total, packet.Length);
        var isFragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x3FFF) != 0;
        return isFragment || end < header ? None()
            : new IpPacket(packet[9], new IPAddress(packet[12..16]), new IPAddress(packet[16..20]), packet[header..end]);
    }

    static IpPacket Read6(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < Header6)
        {
            return None();
        }

        int next = packet[6];
        var length = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        var payload = packet.Slice(Header6, length == 0 ? packet.Length - Header6 : Math.Min(length, packet.Length - Header6));

        // Hop-by-hop options, routing, destination options; a fragment is none of them and ends here.
        while (next is 0 or 43 or 60)
        {
            if (payload.Length < MinExtension || payload.Length < (payload[1] + 1) * 8)
            {
                return None();
            }

            next = payload[0];
            payload = payload[((payload[1] + 1) * 8)..];
        }

        return new IpPacket(next, new IPAddress(packet[8..24]), new IPAddress(packet[24..40]), payload);
    }

    static IpPacket None() => new(-1, IPAddress.None, IPAddress.None, []);
}
