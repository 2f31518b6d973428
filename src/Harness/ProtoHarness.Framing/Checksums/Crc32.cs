using System.Buffers.Binary;

namespace ProtoHarness.Framing.Checksums;

/// <summary>CRC-32/ISO-HDLC, eight bytes a step.</summary>
struct Crc32 : IRunningChecksum
{
    static readonly uint[] Tables = MakeTables(0xEDB88320);

    // Stored inverted, so that the default value is the right start.
    uint _inverted;

    public readonly ulong Value => _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        ReadOnlySpan<uint> tables = Tables;
        while (bytes.Length >= 8)
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[(7 * 256) + (int)(low & 0xFF)] ^ tables[(6 * 256) + (int)((low >> 8) & 0xFF)]
                ^ tables[(5 * 256) + (int)((low >> 16) & 0xFF)] ^ tables[(4 * 256) + (int)(low >> 24)]
                ^ tables[(3 * 256) + (int)(high & 0xFF)] ^ tables[(2 * 256) + (int)((high >> 8) & 0xFF)]
                ^ tables[256 + (int)((high >> 16) & 0xFF)] ^ tables[(int)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (var part in bytes)
        {
            crc = tables[(int)((crc ^ part) & 0xFF)] ^ (crc >> 8);
        }

        _inverted = ~crc;
    }

    // Table k tells what a byte does to the remainder k bytes later.
    static uint[] MakeTables(uint reflectedPolynomial)
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ reflectedPolynomial : crc >> 1;
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var previous = tables[i - 256];
            tables[i] = tables[previous & 0xFF] ^ (previous >> 8);
        }

        return tables;
    }
}
