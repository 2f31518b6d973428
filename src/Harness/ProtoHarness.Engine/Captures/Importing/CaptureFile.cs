using System.Buffers.Binary;

namespace ProtoHarness.Engine.Captures;

/// <summary>Reads the packets of a capture: pcapng (draft-ietf-opsawg-pcapng) and pcap (draft-ietf-opsawg-pcap), in either byte order.</summary>
static class CaptureFile
{
    const uint SectionHeader = 0x0A0D0D0A;
    const uint Microseconds = 0xA1B2C3D4;
    const uint Nanoseconds = 0xA1B23C4D;

    /// <summary>Whether a file begins as a capture does.</summary>
    /// <param name="file">The file, or its first four bytes.</param>
    /// <returns>Whether it is to be read as one.</returns>
    public static bool IsCapture(ReadOnlySpan<byte> file) => file.Length >= 4 && (BinaryPrimitives.ReadUInt32LittleEndian(file) is SectionHeader or Microseconds or Nanoseconds
        || BinaryPrimitives.ReadUInt32BigEndian(file) is Microseconds or Nanoseconds);

    /// <summary>Reads the packets.</summary>
    /// <param name="file">The file.</param>
    /// <param name="notes">Takes what was left out, and why.</param>
    /// <returns>The packets in their order. A file that ends inside a packet, as a killed program leaves it, has those before.</returns>
    /// <exception cref="FormatException">It is no capture, or damaged; the text names the byte.</exception>
    public static IReadOnlyList<CapturedPacket> Read(ReadOnlyMemory<byte> file, ICollection<string> notes) =>
        !IsCapture(file.Span) ? throw new FormatException("this is no capture: it begins neither as pcapng nor as pcap does")
        : BinaryPrimitives.ReadUInt32LittleEndian(file.Span) == SectionHeader ? new PcapngReader(file, notes).Read() : Pcap(file, notes);

    static List<CapturedPacket> Pcap(ReadOnlyMemory<byte> file, ICollection<string> notes)
    {
        const int Header = 24, Record = 16;
        var little = BinaryPrimitives.ReadUInt32LittleEndian(file.Span) is Microseconds or Nanoseconds;
        uint U32(int at) => little ? BinaryPrimitives.ReadUInt32LittleEndian(file.Span[at..]) : BinaryPrimitives.ReadUInt32BigEndian(file.Span[at..]);
        if (file.Length < Header)
        {
            throw new FormatException($"the capture ends inside its header, after {file.Length} bytes");
        }

        var unit = U32(0) == Nanoseconds ? 1u : 1000u;
        var link = (int)(U32(20) & 0xFFFF);
        var packets = new List<CapturedPacket>();
        var at = Header;
        while (at + Record <= file.Length)
        {
            var (kept, length) = (U32(at + 8), U32(at + 12));
            if (kept > PcapngReader.MaxPacket)
            {
                throw new FormatException($"the packet at byte {at} says that it has {kept} bytes; no packet has more than {PcapngReader.MaxPacket}");
            }

            if (kept > file.Length - at - Record)
            {
                break;
            }

            packets.Add(new CapturedPacket((U32(at) * 1_000_000_000UL) + (U32(at + 4) * unit), link, file.Slice(at + Record, (int)kept), length));
            at += Record + (int)kept;
        }

        if (at < file.Length)
        {
            notes.Add($"the capture ends inside a packet, at byte {at}");
        }

        return packets;
    }
}
