namespace ProtoHarness.Framing.Checksums;

/// <summary>CRC-16/CCITT-FALSE: polynomial 0x1021, initial value 0xFFFF, not reflected.</summary>
struct Crc16Ccitt : IRunningChecksum
{
    static readonly ushort[] Table = MakeTable();

    // Stored inverted, so that the default value stands for the initial 0xFFFF.
    ushort _inverted;

    public readonly ulong Value => (ushort)~_inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = (ushort)~_inverted;
        foreach (var part in bytes)
        {
            crc = (ushort)((crc << 8) ^ Table[(crc >> 8) ^ part]);
        }

        _inverted = (ushort)~crc;
    }

    static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < 256; i++)
        {
            var crc = i << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }

            table[i] = (ushort)crc;
        }

        return table;
    }
}
