using System.Buffers.Binary;

namespace ProtoHarness.Fuzzing.Tests.Corpora.Captures;

/// <summary>Packets and capture files by hand.</summary>
static class Packets
{
    public const byte Syn = 2;
    public const byte Ack = 16;

    public static byte[] Tcp(int from, int to, uint sequence, byte flags, ReadOnlySpan<byte> data, bool isVersion6 = false)
    {
        var segment = new byte[20 + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(segment, (ushort)from);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)to);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), sequence);
        segment[12] = 5 << 4;
        segment[13] = flags;
        data.CopyTo(segment.AsSpan(20));
        return isVersion6 ? Version6(6, segment) : Version4(6, segment);
    }

    public static byte[] Udp(int from, int to, ReadOnlySpan<byte> data)
    {
        var datagram = new byte[8 + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, (ushort)from);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)to);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        data.CopyTo(datagram.AsSpan(8));
        return Version4(17, datagram);
    }

    public static byte[] Ethernet(byte[] packet, bool isTagged) =>
        [.. new byte[12], .. isTagged ? (byte[])[0x81, 0x00, 0x00, 0x05] : [], .. packet[0] >> 4 == 4 ? (byte[])[0x08, 0x00] : [0x86, 0xDD], .. packet];

    /// <summary>A pcap file; the records are what the link carried.</summary>
    public static byte[] Pcap(int link, bool isBig, params IEnumerable<byte[]> records) =>
    [
        .. U32(0xA1B2C3D4, isBig), .. U16(2, isBig), .. U16(4, isBig), .. new byte[8], .. U32(65_535, isBig), .. U32((uint)link, isBig),
        .. records.SelectMany(r => (byte[])[.. new byte[8], .. U32((uint)r.Length, isBig), .. U32((uint)r.Length, isBig), .. r]),
    ];

    /// <summary>A pcapng section with one interface.</summary>
    public static byte[] Pcapng(int link, bool isBig, params IEnumerable<byte[]> records) =>
    [
        .. Block(0x0A0D0D0A, isBig, [.. U32(0x1A2B3C4D, isBig), .. U16(1, isBig), .. new byte[10]]),
        .. Block(1, isBig, [.. U16((ushort)link, isBig), .. new byte[6]]),
        .. records.SelectMany(r => Block(6, isBig, [.. new byte[12], .. U32((uint)r.Length, isBig), .. U32((uint)r.Length, isBig), .. r, .. new byte[-r.Length & 3]])),
    ];

    static byte[] Version4(byte protocol, byte[] payload)
    {
        byte[] packet = [0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        return packet;
    }

    // With a header of options in front of the payload, which has to be skipped.
    static byte[] Version6(byte protocol, byte[] payload)
    {
        byte[] packet = [0x60, 0, 0, 0, 0, 0, 0, 64, .. new byte[32], protocol, 0, 1, 4, 0, 0, 0, 0, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(packet.Length - 40));
        return packet;
    }

    static byte[] Block(uint type, bool isBig, byte[] body)
    {
        var length = U32((uint)body.Length + 12, isBig);
        return [.. U32(type, isBig), .. length, .. body, .. length];
    }

    static byte[] U32(uint value, bool isBig) => BitConverter.GetBytes(isBig == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);

    static byte[] U16(ushort value, bool isBig) => BitConverter.GetBytes(isBig == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
}
