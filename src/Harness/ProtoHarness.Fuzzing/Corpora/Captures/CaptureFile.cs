using System.Buffers.Binary;

namespace ProtoHarness.Fuzzing.Corpora.Captures;

/// <summary>
/// Reads packet captures: pcap (draft-ietf-opsawg-pcap, both byte orders, micro- and nanoseconds) and pcapng
/// (draft-ietf-opsawg-pcapng: several sections and interfaces). What is cut off or damaged ends the reading; it never throws.
/// </summary>
public static class CaptureFile
{
    const uint Microseconds = 0xA1B2C3D4;
    const uint Nanoseconds = 0xA1B23C4D;
    const uint SectionHeader = 0x0A0D0D0A;
    const uint ByteOrder = 0x1A2B3C4D;
    const int PcapHeaderBytes = 24;
    const int PcapRecordBytes = 16;
    const int BlockBytes = 12;

    /// <summary>Whether a file is a packet capture, by its first bytes.</summary>
    /// <param name="file">The file's content.</param>
    public static bool IsCapture(ReadOnlySpan<byte> file) =>
        file.Length >= PcapHeaderBytes && (IsPcap(file, out _) || BinaryPrimitives.ReadUInt32LittleEndian(file) == SectionHeader);

    /// <summary>The streams of a capture: each direction of each TCP connection put back together, and each UDP datagram.</summary>
    /// <param name="file">The file's content.</param>
    /// <returns>The streams in the order in which they began; none when it is no capture.</returns>
    public static IReadOnlyList<CapturedStream> Streams(ReadOnlyMemory<byte> file)
    {
        var assembler = new StreamAssembler();
        if (IsCapture(file.Span))
        {
            foreach (var (link, packet) in IsPcap(file.Span, out var isBig) ? Pcap(file, isBig) : Pcapng(file))
            {
                assembler.Add(link, packet.Span);
            }
        }

        return assembler.Streams();
    }

    static bool IsPcap(ReadOnlySpan<byte> file, out bool isBig)
    {
        isBig = BinaryPrimitives.ReadUInt32BigEndian(file) is Microseconds or Nanoseconds;
        return isBig || BinaryPrimitives.ReadUInt32LittleEndian(file) is Microseconds or Nanoseconds;
    }

    static IEnumerable<(int Link, ReadOnlyMemory<byte> Packet)> Pcap(ReadOnlyMemory<byte> file, bool isBig)
    {
        var link = U16(file.Span[(isBig ? 22 : 20)..], isBig);
        file = file[PcapHeaderBytes..];
        while (file.Length >= PcapRecordBytes && U32(file.Span[8..], isBig) is var length && length <= file.Length - PcapRecordBytes)
        {
            yield return (link, file.Slice(PcapRecordBytes, (int)length));
            file = file[(PcapRecordBytes + (int)length)..];
        }
    }

    static IEnumerable<(int Link, ReadOnlyMemory<byte> Packet)> Pcapng(ReadOnlyMemory<byte> file)
    {
        var isBig = false;
        var links = new List<int>();
        while (file.Length >= BlockBytes)
        {
            var type = U32(file.Span, isBig);
            if (type == SectionHeader)
            {
                // The type reads the same both ways; the word behind the length tells the byte order of the whole section.
                isBig = BinaryPrimitives.ReadUInt32BigEndian(file.Span[8..]) == ByteOrder;
                links.Clear();
            }

            var length = U32(file.Span[4..], isBig);
            if (length < BlockBytes || length > file.Length)
            {
                yield break;
            }

            var body = file[8..((int)length - 4)];
            file = file[(int)Math.Min((length + 3) / 4 * 4, file.Length)..];
            switch (type)
            {
                case 1 when body.Length >= 8:
                    links.Add(U16(body.Span, isBig));
                    break;
                case 3 when body.Length >= 4 && links.Count > 0:
                    yield return (links[0], body.Slice(4, (int)Math.Min(U32(body.Span, isBig), body.Length - 4)));
                    break;
                case 6 when body.Length >= 20 && U32(body.Span, isBig) is var source && source < links.Count:
                    yield return (links[(int)source], body.Slice(20, (int)Math.Min(U32(body.Span[12..], isBig), body.Length - 20)));
                    break;
            }
        }
    }

    static uint U32(ReadOnlySpan<byte> bytes, bool isBig) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    static int U16(ReadOnlySpan<byte> bytes, bool isBig) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
