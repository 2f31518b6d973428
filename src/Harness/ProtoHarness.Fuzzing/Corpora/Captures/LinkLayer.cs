using System.Buffers.Binary;

namespace ProtoHarness.Fuzzing.Corpora.Captures;

/// <summary>Finds the IP packet in what a link carries (the numbers are those of the LINKTYPE registry).</summary>
static class LinkLayer
{
    const int EthernetBytes = 14;
    const int TagBytes = 4;
    const int CookedBytes = 16;
    const int Cooked2Bytes = 20;
    const int LoopbackBytes = 4;

    /// <summary>The IP packet of a frame; empty when it carries something else, or the link is not known.</summary>
    public static ReadOnlySpan<byte> Ip(int link, ReadOnlySpan<byte> frame) => link switch
    {
        0 or 108 => Behind(frame, LoopbackBytes),
        1 => Ethernet(frame),
        12 or 14 or 101 or 228 or 229 => frame,
        113 => Behind(frame, CookedBytes),
        276 => Behind(frame, Cooked2Bytes),
        _ => [],
    };

    static ReadOnlySpan<byte> Ethernet(ReadOnlySpan<byte> frame)
    {
        var at = EthernetBytes - 2;
        while (frame.Length >= at + 2)
        {
            switch (BinaryPrimitives.ReadUInt16BigEndian(frame[at..]))
            {
                case 0x8100 or 0x88A8:
                    at += TagBytes;
                    break;
                case 0x0800 or 0x86DD:
                    return frame[(at + 2)..];
                default:
                    return [];
            }
        }

        return [];
    }

    static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> frame, int header) => frame.Length > header ? frame[header..] : [];
}
