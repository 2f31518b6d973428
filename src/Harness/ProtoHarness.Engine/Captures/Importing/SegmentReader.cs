using System.Buffers.Binary;
using System.Net;

namespace ProtoHarness.Engine.Captures;

/// <summary>Finds TCP and UDP in packets of the usual link layers, over IPv4 (RFC 791) and IPv6 (RFC 8200).</summary>
static class SegmentReader
{
    const int Ipv4 = 0x0800;
    const int Ipv6 = 0x86DD;

    /// <summary>Reads a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="segment">The segment.</param>
    /// <returns>Null when there is one; else why there is none: empty for what carries neither TCP nor UDP.</returns>
    public static string? Read(in CapturedPacket packet, out Segment segment)
    {
        segment = default;
        var bytes = packet.Bytes;
        if (Link(packet.LinkType, bytes.Span) is not var (protocol, at))
        {
            return $"packets of the link type {packet.LinkType} are not read";
        }

        if (at > bytes.Length)
        {
            return "";
        }

        bytes = bytes[at..];
        protocol = protocol == 0 && bytes.Length > 0 ? (bytes.Span[0] >> 4) switch { 4 => Ipv4, 6 => Ipv6, _ => 0 } : protocol;
        var found = protocol switch { Ipv4 => Version4(bytes), Ipv6 => Version6(bytes), _ => default };
        if (found.Transport is not (IpPacket.Tcp or IpPacket.Udp))
        {
            return found.Problem ?? "";
        }

        if (packet.IsCut)
        {
            return "packets of which only the beginning was kept are not read: capture whole ones (tcpdump -s 0)";
        }

        return found.Transport == IpPacket.Tcp ? Tcp(packet.Nanoseconds, found, ref segment) : Udp(packet.Nanoseconds, found, ref segment);
    }

    /// <summary>What follows the header of the link, and where; protocol 0 is for IP to say itself.</summary>
    static (int Protocol, int At)? Link(int type, ReadOnlySpan<byte> bytes)
    {
        switch (type)
        {
            case 0 or 108:
                return (0, 4);
            case 1:
                var at = 14;
                while (bytes.Length >= at && U16(bytes, at - 2) is 0x8100 or 0x88A8)
                {
                    at += 4;
                }

                return (bytes.Length >= at ? U16(bytes, at - 2) : -1, at);
            case 12 or 14 or 101 or 228 or 229:
                return (0, 0);
            case 113:
                return (bytes.Length >= 16 ? U16(bytes, 14) : -1, 16);
            case 276:
                return (bytes.Length >= 20 ? U16(bytes, 0) : -1, 20);
            default:
                return null;
        }
    }

    static Carried Version4(ReadOnlyMemory<byte> packet)
    {
        var ip = packet.Span;
        if (ip.Length < IpPacket.HeaderLength)
        {
            return default;
        }

        // A length of 0 is what a card leaves that cuts segments itself.
        var length = U16(ip, 2) is 0 ? ip.Length : Math.Min(U16(ip, 2), ip.Length);
        var header = (ip[0] & 15) * 4;
        return header < IpPacket.HeaderLength || header > length ? default
            : (U16(ip, 6) & 0x3FFF) != 0 ? new Carried { Problem = "fragments of IP are not put together" }
            : new Carried { Transport = ip[9], From = new IPAddress(ip.Slice(12, 4)), To = new IPAddress(ip.Slice(16, 4)), Bytes = packet[header..length] };
    }

    static Carried Version6(ReadOnlyMemory<byte> packet)
    {
        const int Header = 40, Fragment = 44;
        var ip = packet.Span;
        if (ip.Length < Header)
        {
            return default;
        }

        var end = U16(ip, 4) is 0 ? ip.Length : Math.Min(Header + U16(ip, 4), ip.Length);
        var (next, at) = (ip[6], Header);
        while (next is 0 or 43 or 60 && at + 8 <= end)
        {
            (next, at) = (ip[at], at + 8 + (ip[at + 1] * 8));
        }

        return next == Fragment ? new Carried { Problem = "fragments of IP are not put together" }
            : at > end ? default
            : new Carried { Transport = next, From = new IPAddress(ip.Slice(8, 16)), To = new IPAddress(ip.Slice(24, 16)), Bytes = packet[at..end] };
    }

    static string? Tcp(ulong time, Carried carried, ref Segment segment)
    {
        var tcp = carried.Bytes.Span;
        const int LeastHeader = 20;
        var header = tcp.Length < LeastHeader ? 0 : (tcp[12] >> 4) * 4;
        if (header < LeastHeader || header > tcp.Length)
        {
            return "";
        }

        segment = new Segment(time, false, new IPEndPoint(carried.From!, U16(tcp, 0)), new IPEndPoint(carried.To!, U16(tcp, 2)), BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]),
            (TcpFlags)(tcp[13] & 0x17), carried.Bytes[header..]);
        return null;
    }

    static string? Udp(ulong time, Carried carried, ref Segment segment)
    {
        var udp = carried.Bytes.Span;
        if (udp.Length < 8 || U16(udp, 4) is < 8 and not 0 || U16(udp, 4) > udp.Length)
        {
            return "";
        }

        segment = new Segment(time, true, new IPEndPoint(carried.From!, U16(udp, 0)), new IPEndPoint(carried.To!, U16(udp, 2)), 0, 0, carried.Bytes[8..(U16(udp, 4) is 0 ? udp.Length : U16(udp, 4))]);
        return null;
    }

    static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    /// <summary>What a packet of IP carries.</summary>
    readonly record struct Carried
    {
        public int Transport { get; init; }

        public IPAddress? From { get; init; }

        public IPAddress? To { get; init; }

        public ReadOnlyMemory<byte> Bytes { get; init; }

        public string? Problem { get; init; }
    }
}
