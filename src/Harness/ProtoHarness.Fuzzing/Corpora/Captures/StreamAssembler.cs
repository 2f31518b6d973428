using System.Buffers.Binary;
using System.Net;

namespace ProtoHarness.Fuzzing.Corpora.Captures;

/// <summary>Puts the packets of a capture back together: TCP segments in the order of their numbers, sent twice or not, and datagrams.</summary>
sealed class StreamAssembler
{
    const int TcpBytes = 20;
    const int UdpBytes = 8;
    const byte Syn = 2;
    const byte Ack = 16;

    readonly List<object> _inOrder = [];
    readonly Dictionary<(IPEndPoint From, IPEndPoint To), TcpDirection> _open = [];

    /// <summary>Takes a packet in.</summary>
    /// <param name="link">The type of the link.</param>
    /// <param name="frame">What the link carried.</param>
    public void Add(int link, ReadOnlySpan<byte> frame)
    {
        var packet = IpPacket.Read(LinkLayer.Ip(link, frame));
        if (packet.Protocol == IpPacket.Tcp && packet.Payload.Length >= TcpBytes)
        {
            AddTcp(packet);
        }
        else if (packet.Protocol == IpPacket.Udp && packet.Payload.Length > UdpBytes)
        {
            var (from, to) = Ends(packet);
            _inOrder.Add(new CapturedStream($"{from} > {to}", from.Port > to.Port, packet.Payload[UdpBytes..].ToArray(), false));
        }
    }

    /// <summary>What came out, in the order in which it began; directions that carried nothing are left out.</summary>
    public IReadOnlyList<CapturedStream> Streams() =>
        [.. _inOrder.Select(item => item as CapturedStream ?? ((TcpDirection)item).ToStream()).Where(stream => stream.Bytes.Length > 0)];

    void AddTcp(IpPacket packet)
    {
        var header = (packet.Payload[12] >> 4) * 4;
        if (header < TcpBytes || header > packet.Payload.Length)
        {
            return;
        }

        var ends = Ends(packet);
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(packet.Payload[4..]);
        var flags = packet.Payload[13];
        var isSyn = (flags & Syn) != 0;
        var data = packet.Payload[header..];

        // Ports are used again: a SYN with another number begins a new connection between the same ends.
        if (!_open.TryGetValue(ends, out var direction) || (isSyn && !direction.BeginsAt(sequence + 1)))
        {
            if (!isSyn && data.IsEmpty)
            {
                return;
            }

            var isFromClient = isSyn ? (flags & Ack) == 0 : _open.TryGetValue((ends.To, ends.From), out var other) ? !other.IsFromClient : ends.From.Port > ends.To.Port;
            direction = new TcpDirection($"{ends.From} > {ends.To}", isFromClient, isSyn ? sequence + 1 : sequence);
            _open[ends] = direction;
            _inOrder.Add(direction);
        }

        direction.Add(isSyn ? sequence + 1 : sequence, data);
    }

    static (IPEndPoint From, IPEndPoint To) Ends(IpPacket packet) => (
        new IPEndPoint(packet.Source, BinaryPrimitives.ReadUInt16BigEndian(packet.Payload)),
        new IPEndPoint(packet.Destination, BinaryPrimitives.ReadUInt16BigEndian(packet.Payload[2..])));
}
