using System.Buffers.Binary;

namespace ProtoHarness.Engine.Captures;

/// <summary>The packets of a pcapng file. Blocks of kinds that hold no packets are passed over.</summary>
sealed class PcapngReader(ReadOnlyMemory<byte> file, ICollection<string> notes)
{
    /// <summary>The most bytes of one packet. Setting: <c>import.packet</c>.</summary>
    public const int MaxPacket = 256 * 1024;

    const uint SectionHeader = 0x0A0D0D0A;
    const int BlockOverhead = 12;
    const int ResolutionOption = 9;
    const int OffsetOption = 14;

    readonly List<(int Link, ulong PerSecond, long Offset)> _interfaces = [];
    readonly List<CapturedPacket> _packets = [];
    bool _little = true;

    public IReadOnlyList<CapturedPacket> Read()
    {
        var at = 0;
        while (at < file.Length)
        {
            if (file.Length - at < BlockOverhead)
            {
                notes.Add($"the capture ends inside a block, at byte {at}");
                break;
            }

            var type = U32(at);
            if (type == SectionHeader)
            {
                // The byte order of a section is that in which its magic reads right.
                _little = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + 8)..]) == 0x1A2B3C4D;
                if (!_little && BinaryPrimitives.ReadUInt32BigEndian(file.Span[(at + 8)..]) != 0x1A2B3C4D)
                {
                    throw new FormatException($"the section at byte {at} has no byte-order magic");
                }

                _interfaces.Clear();
            }

            var length = U32(at + 4);
            if (length < BlockOverhead || length % 4 != 0)
            {
                throw new FormatException($"the block at byte {at} says that it has {length} bytes, which none can have");
            }

            if (length > file.Length - at)
            {
                notes.Add($"the capture ends inside a block, at byte {at}");
                break;
            }

            Block(type, at + 8, (int)length - BlockOverhead);
            at += (int)length;
        }

        return _packets;
    }

    void Block(uint type, int at, int length)
    {
        switch (type)
        {
            case 1:
                Need(at, length, 8);
                var (perSecond, offset) = Clock(at + 8, at + length);
                _interfaces.Add((U16(at), perSecond, offset));
                break;
            case 3:
                // A simple packet has no time, and is of the first interface.
                Need(at, length, 4);
                Add(at, 0, 0, at + 4, length - 4, Math.Min(U32(at), (uint)(length - 4)), U32(at));
                break;
            case 6:
                Need(at, length, 20);
                Add(at, U32(at), ((ulong)U32(at + 4) << 32) | U32(at + 8), at + 20, length - 20, U32(at + 12), U32(at + 16));
                break;
        }
    }

    void Add(int block, uint number, ulong time, int at, int room, uint kept, uint length)
    {
        if (number >= _interfaces.Count)
        {
            throw new FormatException($"the packet in the block at byte {block - 8} is of interface {number}, and {_interfaces.Count} are described");
        }

        if (kept > room || kept > MaxPacket)
        {
            throw new FormatException($"the packet in the block at byte {block - 8} says that it has {kept} bytes, and {Math.Min(room, MaxPacket)} can be there");
        }

        var (link, perSecond, offset) = _interfaces[(int)number];
        var nanoseconds = (UInt128)time * 1_000_000_000 / perSecond;
        _packets.Add(new CapturedPacket(unchecked((ulong)nanoseconds + ((ulong)offset * 1_000_000_000UL)), link, file.Slice(at, (int)kept), length));
    }

    /// <summary>How many units of time a second has, and from which second they are counted: from the options of an interface.</summary>
    (ulong PerSecond, long Offset) Clock(int at, int end)
    {
        var (perSecond, offset) = (1_000_000UL, 0L);
        while (end - at >= 4)
        {
            var (code, length) = (U16(at), U16(at + 2));
            if (code == 0 || length > end - at - 4)
            {
                break;
            }

            if (code == ResolutionOption && length == 1)
            {
                var power = file.Span[at + 4];
                perSecond = (power & 0x80) != 0 ? 1UL << Math.Min(power & 0x7F, 63) : Enumerable.Range(0, Math.Min((int)power, 19)).Aggregate(1UL, (product, _) => product * 10);
            }
            else if (code == OffsetOption && length == 8)
            {
                offset = _little ? BinaryPrimitives.ReadInt64LittleEndian(file.Span[(at + 4)..]) : BinaryPrimitives.ReadInt64BigEndian(file.Span[(at + 4)..]);
            }

            at += 4 + ((length + 3) / 4 * 4);
        }

        return (perSecond, offset);
    }

    static void Need(int at, int length, int least)
    {
        if (length < least)
        {
            throw new FormatException($"the block at byte {at - 8} is too short for its kind");
        }
    }

    uint U32(int at) => _little ? BinaryPrimitives.ReadUInt32LittleEndian(file.Span[at..]) : BinaryPrimitives.ReadUInt32BigEndian(file.Span[at..]);

    ushort U16(int at) => _little ? BinaryPrimitives.ReadUInt16LittleEndian(file.Span[at..]) : BinaryPrimitives.ReadUInt16BigEndian(file.Span[at..]);
}
