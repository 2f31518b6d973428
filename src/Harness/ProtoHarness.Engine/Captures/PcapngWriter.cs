using System.Buffers.Binary;
using System.Text;

namespace ProtoHarness.Engine.Captures;

/// <summary>Writes pcapng (draft-ietf-opsawg-pcapng): one section, one interface that carries IP packets, times in nanoseconds.</summary>
sealed class PcapngWriter
{
    const int SectionHeader = 0x0A0D0D0A;
    const int InterfaceDescription = 1;
    const int EnhancedPacket = 6;
    const ushort Comment = 1;
    const ushort RawIp = 101;

    readonly Stream _file;

    /// <summary>Begins a file.</summary>
    /// <param name="file">Where to; it stays its owner's.</param>
    /// <param name="application">Who writes it.</param>
    /// <param name="comments">What is said of the whole.</param>
    public PcapngWriter(Stream file, string application, IEnumerable<string> comments)
    {
        _file = file;
        Block(SectionHeader, body =>
        {
            U32(body, 0x1A2B3C4D);
            U16(body, 1);
            U16(body, 0);
            U64(body, ulong.MaxValue);
            foreach (var comment in comments)
            {
                Option(body, Comment, Text(comment));
            }

            Option(body, 4, Text(application));
            Option(body, 0, []);
        });
        Block(InterfaceDescription, body =>
        {
            U16(body, RawIp);
            U16(body, 0);
            U32(body, 0);
            Option(body, 2, Text("protoharness"));
            Option(body, 9, [9]);
            Option(body, 0, []);
        });
    }

    /// <summary>Adds a packet.</summary>
    /// <param name="time">When.</param>
    /// <param name="packet">An IP packet.</param>
    /// <param name="comments">What is said of it.</param>
    public void Packet(DateTimeOffset time, ReadOnlySpan<byte> packet, IReadOnlyList<string> comments)
    {
        var nanoseconds = (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 100;
        var bytes = packet.ToArray();
        Block(EnhancedPacket, body =>
        {
            U32(body, 0);
            U32(body, (uint)(nanoseconds >> 32));
            U32(body, (uint)nanoseconds);
            U32(body, (uint)bytes.Length);
            U32(body, (uint)bytes.Length);
            body.Write(bytes);
            Pad(body);
            foreach (var comment in comments)
            {
                Option(body, Comment, Text(comment));
            }

            if (comments.Count > 0)
            {
                Option(body, 0, []);
            }
        });
    }

    void Block(int type, Action<MemoryStream> write)
    {
        var body = new MemoryStream();
        write(body);
        var total = (uint)body.Length + 12;
        U32(_file, (uint)type);
        U32(_file, total);
        body.WriteTo(_file);
        U32(_file, total);
    }

    static void Option(MemoryStream body, ushort code, byte[] value)
    {
        U16(body, code);
        U16(body, (ushort)value.Length);
        body.Write(value);
        Pad(body);
    }

    // An option holds 65,535 bytes; a longer comment is cut.
    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text.Length <= 10_000 ? text : text[..10_000]);

    static void Pad(MemoryStream body)
    {
        while (body.Length % 4 != 0)
        {
            body.WriteByte(0);
        }
    }

    static void U16(Stream to, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        to.Write(bytes);
    }

    static void U32(Stream to, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        to.Write(bytes);
    }

    static void U64(Stream to, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        to.Write(bytes);
    }
}
